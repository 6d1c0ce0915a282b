"""Invented persons and places, and the vocabulary of prescriptions. Any likeness is chance."""
FIRST = "Solène Théo Apolline Gaspard Maïwenn Côme Honorine Lazare Bérénice Anatole Clémence Ulysse Joséphine Barnabé Léopoldine Aimé".split()
LAST = "VALCOURT BREUILLY MASSENAY TRÉMOLAT D'AUBRIAC KERMORIN ESCOFFRE LANTHENAY PUYSÉGAL ROCHEMAURE VIREFLEUR OUDINARD JOUVANCE MALPERTUIS CHANTEPIE GUÉRANDEL".split()
STREETS = "rue des Tanneurs|avenue du Vieux-Moulin|place de l'Hôtel-Dieu|quai des Brumes|chemin de la Source|boulevard Ampère|impasse du Puits|rue Sainte-Catherine".split("|")
TOWNS = "29000 QUIMPER|87000 LIMOGES|21000 DIJON|64000 PAU|50100 CHERBOURG|15000 AURILLAC|88000 ÉPINAL|07000 PRIVAS".split("|")
TRADES = "Médecine générale|Chirurgie orthopédique|Gériatrie|Cardiologie|Diabétologie - Endocrinologie|Pneumologie".split("|")
DRUGS = ["AMOXICILLINE 500 mg, gélule", "PARACÉTAMOL 500 mg, comprimé", "ATORVASTATINE 20 mg", "METFORMINE 1000 mg", "INSULINE GLARGINE 100 UI/ml", "ÉNOXAPARINE 4000 UI, seringue",
         "PANTOPRAZOLE 40 mg", "PRÉDNISOLONE 20 mg, orodispersible", "TRAMADOL 50 mg, gélule", "SPIRONOLACTONE 25 mg", "AMLODIPINE 5 mg", "APIXABAN 2,5 mg", "MACROGOL 4000, sachet",
         "SALBUTAMOL 100 µg, aérosol", "ALLOPURINOL 200 mg", "CLOPIDOGREL 75 mg"]
DOSES = ["1 gélule matin et soir pendant 7 jours", "1 comprimé toutes les 6 heures si besoin, maximum 4 par jour", "1 comprimé le soir au coucher", "2 bouffées le matin et 2 bouffées le soir",
         "12 unités à 21 heures en sous-cutané", "1 injection par jour pendant 21 jours", "1 comprimé à 8 h et 20 h, quantité suffisante pour 3 mois", "1/2 comprimé le matin, à renouveler 2 fois"]
CARE = ["Soins infirmiers à domicile, dimanches et fériés inclus", "Pansement complexe de l'ulcère de jambe gauche, un jour sur deux pendant 4 semaines", "Injection sous-cutanée d'anticoagulant tous les jours pendant 21 jours",
        "Ablation des fils au douzième jour", "Prélèvement sanguin : NFS, plaquettes, ionogramme, créatinine", "Surveillance de la glycémie capillaire trois fois par jour", "Aide à la toilette et prévention d'escarres, 3 mois",
        "Préparation du pilulier hebdomadaire et surveillance de la prise", "Perfusion de 1000 ml par voie sous-cutanée le soir, 5 jours"]
LETTER = ["Je vous remercie de m'avoir adressé ce patient pour avis concernant une dyspnée d'effort apparue au printemps dernier.", "L'examen clinique retrouve un souffle systolique au foyer aortique, sans signe d'insuffisance cardiaque.",
          "L'électrocardiogramme inscrit un rythme sinusal régulier à 72 battements par minute.", "La fraction d'éjection est mesurée à 58 % et les pressions de remplissage sont normales.",
          "Je propose de poursuivre le traitement en cours et de contrôler l'échographie dans un an.", "Les soins de pansement seront assurés par une infirmière libérale, y compris le samedi et le dimanche.",
          "Je reste à votre disposition pour tout renseignement et vous prie de croire à mes sentiments les meilleurs.", "La cicatrice est propre, sans écoulement ni rougeur, et l'appui complet est autorisé."]
ANALYTES = ["Hémoglobine 13,4 g/dl 12,0 - 16,0", "Leucocytes 7 250 /mm3 4 000 - 10 000", "Plaquettes 248 000 /mm3 150 000 - 400 000", "Sodium 139 mmol/l 136 - 145", "Potassium 4,2 mmol/l 3,5 - 5,1", "Créatinine 84 µmol/l 59 - 104",
            "Glycémie à jeun 5,8 mmol/l 4,1 - 5,9", "Cholestérol total 5,12 mmol/l 3,9 - 5,2", "TSH ultrasensible 2,31 mUI/l 0,4 - 4,0", "Ferritine 96 µg/l 30 - 400", "Protéine C réactive 3,1 mg/l 0 - 5", "INR 2,6 2,0 - 3,0"]
