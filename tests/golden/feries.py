"""Writes feries.csv and fuseaux.csv, the golden files of tests/suivi_calendrier.rs, from sources that share nothing
with the library: the packages `holidays` and `workalendar` for the dates, the tz database for the clocks.

    pip install holidays workalendar && python3 tests/golden/feries.py

Only dates are taken. Where the two packages speak of the same place they must agree, or the script stops.
Days that are customary and not law, and those on which `holidays` and the law differ, are left out below with
their reason.
"""
import datetime
import pathlib
import zoneinfo

import holidays
from workalendar.europe.france import France, FranceAlsaceMoselle

YEARS = range(2014, 2041)
HERE = pathlib.Path(__file__).parent
PLACES = {
    "metropole": None, "alsace-moselle": "57", "guadeloupe": "971", "martinique": "972", "guyane": "973",
    "reunion": "974", "saint-pierre-et-miquelon": "PM", "mayotte": "976", "saint-barthelemy": "BL",
    "saint-martin": "MF", "wallis-et-futuna": "WF", "polynesie-francaise": "PF", "nouvelle-caledonie": "NC",
}
# Customary in the Antilles, in no article of the Code du travail; Saints Pierre et Paul likewise in Wallis.
CUSTOM = {
    "guadeloupe": {"Mi-Carême", "Vendredi saint", "Fête de Victor Schoelcher"},
    "martinique": {"Fête de Victor Schoelcher"},
    "saint-martin": {"Fête de Victor Schoelcher"},
    "wallis-et-futuna": {"Saints Pierre et Paul"},
}
CLOCKS = {"metropole": "Europe/Paris", "saint-pierre-et-miquelon": "America/Miquelon", "guadeloupe": "America/Guadeloupe",
          "martinique": "America/Martinique", "guyane": "America/Cayenne", "reunion": "Indian/Reunion",
          "mayotte": "Indian/Mayotte", "saint-barthelemy": "America/St_Barthelemy", "saint-martin": "America/Marigot",
          "wallis-et-futuna": "Pacific/Wallis", "polynesie-francaise": "Pacific/Tahiti",
          "nouvelle-caledonie": "Pacific/Noumea"}


def dates(place, year):
    found = holidays.France(subdiv=PLACES[place], years=[year], language="fr")
    kept = {d for d, names in found.items() if not set(names.split("; ")) <= CUSTOM.get(place, set())}
    other = {"metropole": France, "alsace-moselle": FranceAlsaceMoselle}.get(place)
    if other:
        told = {d for d, _ in other().holidays(year)}
        assert kept == told, (place, year, kept ^ told)
    return sorted(kept)


with open(HERE / "feries.csv", "w") as out:
    for place in PLACES:
        for year in YEARS:
            # Until 2017 Saint-Martin kept 27 May with Guadeloupe; the package says 28 May for all years.
            if place == "saint-martin" and year < 2018:
                continue
            out.write(f"{place},{year}," + " ".join(d.strftime("%m-%d") for d in dates(place, year)) + "\n")

with open(HERE / "fuseaux.csv", "w") as out:
    for place, name in CLOCKS.items():
        zone, last = zoneinfo.ZoneInfo(name), None
        moment = int(datetime.datetime(2014, 1, 1, tzinfo=datetime.timezone.utc).timestamp())
        end = int(datetime.datetime(2041, 1, 1, tzinfo=datetime.timezone.utc).timestamp())
        for at in range(moment, end, 1800):
            seconds = int(datetime.datetime.fromtimestamp(at, zone).utcoffset().total_seconds())
            if seconds != last:
                out.write(f"{place},{at},{seconds}\n")
                last = seconds
