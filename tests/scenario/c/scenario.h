/* The steps of ../README.md and what one hands to the next. */
#ifndef SCENARIO_H
#define SCENARIO_H

#include "facts.h"

typedef struct {
    scor_profile *profile, *own;
    scor_buffer *pdf[2];
    scor_report *report[2];
    scor_piece *piece[2];
    scor_lot *lot;
    scor_certificate *certificate;
} state;

scor_facture *facture(const char *invoice);

void step_version(void);
void step_profile(state *s);
void step_facture(const state *s);
void step_images(state *s);
void step_piece(state *s);
void step_lot(state *s);
void step_seal(state *s);
void step_mail(const state *s);
void step_journal(const state *s);

#endif
