"""The article's claims, worked out by hand: within the article, and by independent figures.

Hints at the working: 2024 is the year of the refs, "A" to "C" their grades, n.c. is not checkable.
"""

HOLDS, FAILS, OPEN, UNCHECKED = "holds", "fails", "open", "not checkable"
DEFINED, OPINION = "by definition", "opinion"
NONE, FOR, AGAINST = "none", "supported", "contradicted"
WEAKLY, LATE = "weakly", "hindsight"
ARTICLE: dict[str, tuple[str, ...]] = {
    # all three rows have origin Guangdong, seats Hangzhou, Beijing, United States
    "founders-elsewhere": (HOLDS, NONE),
    # former rank binds nothing, no GDP printed; refs 2024: Beijing 4.98, Shanghai >5, Shenzhen
    # 3.68 (told 2025-12), Chongqing 3.219 trillion all above 3.103
    "guangzhou-fourth-lost": (UNCHECKED, FOR, WEAKLY, LATE),
    # 10.5-11.5% < 15.5-16.5%; 2 figures
    "basic-research-shanghai-below-beijing": (HOLDS, NONE),
    # 7.25-7.35% < 10.5-11.5%; 2 figures, unlike years
    "basic-research-shenzhen-below-shanghai": (HOLDS, NONE),
    # 69 < 92; refs 2022 64 < 92 (B), 2024 68 < 92 (C), agree
    "universities-shanghai-below-beijing": (HOLDS, FOR),
    # two counters: ministry 64 for Shanghai, talent bureau 14 for Shenzhen
    "universities-shenzhen-below-shanghai": (HOLDS, NONE),
    # Shanghai > Shenzhen by share, Shenzhen > Shanghai by firms: rho 0.5 at most
    "research-money-decides": (FAILS, NONE),
    # the ministry gives no number for Shenzhen
    "universities-decide": (FAILS, NONE),
    # Shanghai > Shenzhen by talent, Shenzhen > Shanghai by firms (4 figures); rho 0.2
    "talent-decides": (FAILS, NONE),
    # 16.525-16.535 against 15.95-15.97: 3.36 to 3.54% of the larger (3.48 to 3.67% of the two);
    # the essay is no independent reference
    "hangzhou-talent-equals-two": (HOLDS, NONE),
    "big-firms-absorb-talent": (OPINION, NONE),
    # 116,500 < 310,000 / 2 = 155,000; 2 figures
    "deepseek-not-strength": (HOLDS, NONE),
    # Qixinbao puts Shenzhen first at 63,800, which a tie with Beijing allows
    "beijing-firms-ranked": (HOLDS, NONE),
    # 226,500 < 310,000, 225,500 > 212,500; 2022 Qixinbao: first
    "shenzhen-firms-ranked": (HOLDS, AGAINST, WEAKLY),
    # 211,500 > 209,500
    "guangzhou-firms-ranked": (HOLDS, NONE),
    # 208,500 > 116,500
    "shanghai-firms-ranked": (HOLDS, NONE),
    # 116,500 < 208,500
    "hangzhou-firms-ranked": (HOLDS, NONE),
    # outside the named places up to 324,000 firms are left, more than Hangzhou's 116,000; none
    # need be in one city
    "firms-ranked-nationally": (OPEN, NONE),
    # all but Guangdong, Beijing, Shanghai have at most 439,931 < 606,000; proof by Beijing's pair
    # alone: China < 5 x Beijing, so the rest < 4 x 320,000 - 606,000 - 208,500 = 465,500 <
    # 606,000; refs: rank rows 2022, 2024 (C)
    "guangdong-firms-first": (HOLDS, FOR, WEAKLY),
    # Shanghai over 300 billion and over 30%: a country of 750 to 1,334 billion, and 38.7 of it at
    # most 5.2%
    "core-industry-fifth": (UNCHECKED, AGAINST, WEAKLY, LATE),
    # the report has no year, the claim 2023
    "patents-second": (UNCHECKED, NONE),
    # Tianyancha August 2025 rank 1 and counts (B)
    "robot-firms-first": (UNCHECKED, FOR, LATE),
    # 43.5-44.5% (B, told 2025-04) lies in 40-50%; >40% (C) open
    "guangdong-robots-half": (UNCHECKED, FOR, LATE),
    "huawei-chips-substitute": (OPINION, NONE),
    # one seat of six is Shenzhen
    "game-studio-from-shenzhen": (HOLDS, NONE),
    "game-studio-paid-from-shenzhen": (OPINION, NONE),
    "chips-replaced": (OPINION, NONE),
    "sanctions-explain-silence": (OPINION, NONE),
    "chips-will-conquer": (OPINION, NONE),
    "technology-to-business": (OPINION, NONE),
    "byd-watched-then-overtook": (OPINION, NONE),
    "hangzhou-merits": (OPINION, NONE),
    "far-from-decided": (OPINION, NONE),
    # 2024; official 16.6% is of 2022
    "basic-research-beijing": (UNCHECKED, NONE),
    # 2024; refs of 2018, 2020
    "basic-research-shanghai": (UNCHECKED, NONE),
    # 12.15-12.25 / 168.15-168.25 = 7.22 to 7.29%, print 7.25-7.35%
    "basic-research-shenzhen": (UNCHECKED, OPEN),
    # 92 in 2022 (B) and 2024 (C)
    "universities-beijing": (UNCHECKED, FOR),
    # 69; 64 in 2022 (B), 68 in 2024 (C)
    "universities-shanghai": (UNCHECKED, AGAINST),
    # 16; 14 in 2022 (B), 17 in 2024 (C)
    "universities-shenzhen": (UNCHECKED, AGAINST),
    # at most 1 less the others 32.5%; reserve of 2019 is before the window
    "talent-beijing": (OPEN, NONE),
    # bounded by the other three
    "talent-shanghai": (OPEN, NONE),
    # same
    "talent-shenzhen": (OPEN, NONE),
    # same
    "talent-hangzhou": (OPEN, NONE),
    # person-years are another definition
    "rd-staff-counted": (UNCHECKED, NONE),
    # the two firms' staff within the city is told nowhere
    "two-firms-staff": (UNCHECKED, NONE),
    # Shenzhen first at 63,800 leaves Beijing no more (2022); Guangdong 225,800 (2024)
    "beijing-firms-counted": (OPEN, AGAINST, WEAKLY),
    # 218,524 to 235,393; 63,800 in 2022 (C)
    "shenzhen-firms-counted": (OPEN, AGAINST, WEAKLY),
    # a part of Guangdong: at most 130,500 (2022)
    "guangzhou-firms-counted": (OPEN, AGAINST, WEAKLY),
    # Guangdong first at 130,000 (2022)
    "shanghai-firms-counted": (OPEN, AGAINST, WEAKLY),
    # Shenzhen first at 63,800 (2022)
    "hangzhou-firms-counted": (OPEN, AGAINST, WEAKLY),
    # 63,850 / 600,450 = 10.6% at most (2022)
    "beijing-firms-share-of-nation": (OPEN, AGAINST, WEAKLY),
    # 63,850 / 600,450 = 10.6% (2022)
    "shenzhen-firms-share-of-nation": (HOLDS, AGAINST, WEAKLY),
    # at most 63,850 / 600,450 = 10.6% (2022)
    "guangzhou-firms-share-of-nation": (OPEN, AGAINST, WEAKLY),
    # at most 63,850 / 600,450 = 10.6% (2022)
    "shanghai-firms-share-of-nation": (OPEN, AGAINST, WEAKLY),
    # 7.36 to 7.46%
    "hangzhou-firms-share-of-nation": (OPEN, NONE),
    # 437,000 to 930,431; 489,000 in 2023 (B), 130,000 in 2022, 225,800 and 244,800 in 2024 (C)
    "guangdong-firms-counted": (OPEN, AGAINST),
    # the 80 billion are a wider industry
    "core-industry-counted": (UNCHECKED, NONE),
    "patents-counted": (UNCHECKED, NONE),
    # 50,000-60,000; 74,032 in 2024, 65,291 in 2025 (B); 51,100 of February 2025 (C) agrees and
    # does not decide
    "robot-firms-counted": (UNCHECKED, AGAINST, LATE),
    # 45.33 to 45.65% lies in 42.75 to 47.25%; Huawei's and Tencent's head counts are C (copies of
    # annual reports)
    "two-firms-world-wide": (UNCHECKED, FOR, WEAKLY),
    # 7.73 to 7.75% of 500 (B), 7.6% of 508, 6.66 to 6.80% of 570-580 (C): all in 6.25 to 8.33%
    "core-industry-a-fourteenth": (UNCHECKED, FOR),
    # Shanghai over 300 billion at over 30%
    "core-industry-needs-small-country": (HOLDS, NONE),
    # a fifth of the country's is 215.3 billion at most, so Guangdong has no more; 38.7/180 is a
    # fifth, 38.7/100 is not
    "core-industry-fifth-of-guangdong": (OPEN, FOR),
    # 1,560,886 to 1,569,288; what follows from the article is held against no reference
    "firms-imply-one-whole": (HOLDS, NONE),
    # 20.0 to 20.5%
    "beijing-share-pinned": (HOLDS, NONE),
    # 606,000/1,569,288 = 38.6%
    "guangdong-over-a-third": (HOLDS, NONE),
    # rho -1, six figures
    "talent-decides-without-beijing": (HOLDS, NONE),
    # 14/6.185 = 2.26 > 2; 7.45/16.525 = 0.451 < 0.5
    "talent-not-where-firms-are": (HOLDS, NONE),
    # ranks second and third of one report (C)
    "applicants-shenzhen-above-shanghai": (UNCHECKED, FOR, WEAKLY),
    # 7.25-7.35 (granted; amounts 7.22-7.29) > 6.575 and 6.775 (C)
    "shenzhen-basic-research-above-nation": (UNCHECKED, FOR, WEAKLY),
    # 105 > 66 > 45 > 31, of March 2025; the day it was told is not known
    "registered-models-order": (UNCHECKED, FOR, WEAKLY),
    # 60 to 73% > 50% (C, 22 February 2025: the month of the article)
    "deepseek-staff-in-beijing": (UNCHECKED, FOR, WEAKLY),
    # each of four ranks
    "beijing-first": (HOLDS, NONE),
    # Shenzhen first of the cities, and not second (2022)
    "second-place-changes": (HOLDS, AGAINST, WEAKLY),
    "two-cities-within-guangdong": (DEFINED, NONE),
    "firm-shares-within-whole": (DEFINED, NONE),
    "talent-within-whole": (DEFINED, NONE),
    # Game Science: Shenzhen, by the article's own line
    "dragons-seats": (FAILS, NONE),
    # Anker: Changsha, by its listing document
    "wolves-seats": (FAILS, NONE),
    # 6
    "dragons-size": (HOLDS, NONE),
    # 7
    "wolves-size": (HOLDS, NONE),
    # 3
    "founders-size": (HOLDS, NONE),
    # 6
    "dragons-size-again": (HOLDS, NONE),
    # 7
    "wolves-size-again": (HOLDS, NONE),
    "dragons-same": (HOLDS, NONE),
    "wolves-same": (HOLDS, NONE),
}
