"""The article's claims, worked out by hand: within the article, and by independent figures.

The working names the year of the references and their grade, A to C. A figure without a year is of
2024 or 2025, so that undated claims are held against these years and against undated references.
A claim that only repeats a figure is as stated where the other figures leave it open.
"""

HOLDS, FAILS, OPEN, UNCHECKED = "holds", "fails", "open", "not checkable"
DEFINED, STATED, OPINION = "by definition", "as stated", "opinion"
NONE, FOR, AGAINST, APART = "none", "supported", "contradicted", "conflicting"
WEAKLY, LATE, UNDATED = "weakly", "hindsight", "undated"
ARTICLE: dict[str, tuple[str, ...]] = {
    # all three rows have origin Guangdong, seats Hangzhou, Beijing, United States, by the press;
    # the article gives no place for each
    "founders-elsewhere": (UNCHECKED, FOR, WEAKLY),
    # former rank binds nothing, no GDP printed; refs 2024: Shanghai >5 (A), Chongqing 3.219 (B),
    # Beijing 4.98 (C), Shenzhen 3.68 trillion (C, told 2025-12), all above Guangzhou's 3.103 (C,
    # no date)
    "guangzhou-fourth-lost": (UNCHECKED, FOR, WEAKLY, LATE, UNDATED),
    # 10.5-11.5% < 15.5-16.5%; 2 figures
    "basic-research-shanghai-below-beijing": (HOLDS, NONE),
    # 7.25-7.35% < 10.5-11.5%; 2 figures, unlike years
    "basic-research-shenzhen-below-shanghai": (HOLDS, NONE),
    # 69 < 92; one undated list of the ministry has 68 and 92 (C); of 2024 no counter has both
    "universities-shanghai-below-beijing": (HOLDS, FOR, WEAKLY, UNDATED),
    # 16 < 69; the granted 16 < 68 (2024, and undated, C)
    "universities-shenzhen-below-shanghai": (HOLDS, FOR, WEAKLY, UNDATED),
    "what-decides": (OPINION, NONE),
    # Shanghai > Shenzhen by share, Shenzhen > Shanghai by firms: rho 0.5 at most
    "research-money-decides": (FAILS, NONE),
    # 92 > 69 > 16, but Shenzhen's 226,000 firms > Shanghai's 209,000: d = 0, 1, 1, so that
    # rho = 1 - 6 x 2 / (3 x 8) = 0.5; no counter of these years has all three cities
    "universities-decide": (FAILS, NONE),
    # universities 92, 83, 64 (2022, B) and 16 (granted): Beijing, Guangzhou, Shanghai, Shenzhen;
    # firms (granted) 320,000, 212,000, 209,000, 226,000: places 1, 3, 4, 2; d = 0, 1, 1, 2, so
    # that rho = 1 - 6 x 6 / (4 x 15) = 0.4; the article prints no universities of 2022
    "universities-decide-with-guangzhou": (UNCHECKED, AGAINST),
    # Shanghai > Shenzhen by talent, Shenzhen > Shanghai by firms (4 figures); rho 0.2
    "talent-decides": (FAILS, NONE),
    # 16.525-16.535 against 15.95-15.97: 3.36 to 3.54% of the larger;
    # the essay is no independent reference
    "hangzhou-talent-equals-two": (HOLDS, NONE),
    "big-firms-absorb-talent": (OPINION, NONE),
    # 116,500 < 310,000 / 2 = 155,000; 2 figures
    "deepseek-not-strength": (HOLDS, NONE),
    # 312,000 > 226,500; no city is counted in 2024 or 2025
    "beijing-firms-ranked": (HOLDS, NONE),
    # 226,500 < 310,000, 225,500 > 212,500; no city is counted in 2024 or 2025
    "shenzhen-firms-ranked": (HOLDS, NONE),
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
    # 606,000; refs: rank rows of January and May 2024 (C)
    "guangdong-firms-first": (HOLDS, FOR, WEAKLY),
    # 38.65 to 38.75 (granted) over 570 to 580 billion (2023, C, told in March 2024): 38.65 / 580 =
    # 6.66% to 38.75 / 570 = 6.80%, not a fifth
    "core-industry-fifth": (STATED, AGAINST, WEAKLY),
    # second by AI patents of all types (2023, C), which stands for inventions
    "patents-second": (STATED, FOR, WEAKLY),
    # Tianyancha August 2025 rank 1 and counts (B)
    "robot-firms-first": (UNCHECKED, FOR, LATE),
    # 43.5-44.5% (B, told 2025-04) lies in 40-50%; >40% (C) open
    "guangdong-robots-half": (STATED, FOR, LATE),
    "huawei-chips-substitute": (OPINION, NONE),
    # one seat of six is Shenzhen, and the article says so itself; others tell of the rest alone
    "game-studio-from-shenzhen": (STATED, NONE),
    "game-studio-paid-from-shenzhen": (OPINION, NONE),
    "chips-replaced": (OPINION, NONE),
    "sanctions-explain-silence": (OPINION, NONE),
    "chips-will-conquer": (OPINION, NONE),
    "technology-to-business": (OPINION, NONE),
    "byd-watched-then-overtook": (OPINION, NONE),
    "hangzhou-merits": (OPINION, NONE),
    "far-from-decided": (OPINION, NONE),
    # 2024; official 16.6% is of 2022
    "basic-research-beijing": (STATED, NONE),
    # 2024; refs of 2018, 2020
    "basic-research-shanghai": (STATED, NONE),
    # 12.15-12.25 / 168.15-168.25 = 7.22 to 7.29%, print 7.25-7.35%
    "basic-research-shenzhen": (STATED, OPEN),
    # 92 in 2024 (C) and on an undated list (C)
    "universities-beijing": (STATED, FOR, WEAKLY, UNDATED),
    # 69; 68 in 2024 (C) and on an undated list (C)
    "universities-shanghai": (STATED, AGAINST, WEAKLY, UNDATED),
    # 16 in 2024 by one newspaper (C), 17 by another (C)
    "universities-shenzhen": (STATED, APART),
    # at most 1 less the others 32.5%; reserve of 2019 is before the window
    "talent-beijing": (STATED, NONE),
    # bounded by the other three
    "talent-shanghai": (STATED, NONE),
    # same
    "talent-shenzhen": (STATED, NONE),
    # same
    "talent-hangzhou": (STATED, NONE),
    # person-years are another definition
    "rd-staff-counted": (STATED, NONE),
    # the two firms' staff within the city is told nowhere
    "two-firms-staff": (STATED, NONE),
    # a province, and Guangdong is first with 225,800 and 244,800 (2024, C): below 310,000
    "beijing-firms-counted": (STATED, AGAINST, WEAKLY),
    # 218,524 to 235,393; a part of Guangdong's 225,800 or 244,800 (2024), which is no count of it
    "shenzhen-firms-counted": (STATED, NONE),
    # a part of Guangdong as well, and 212,000 < 225,750
    "guangzhou-firms-counted": (STATED, NONE),
    # Guangdong is first with 225,800 (2024), which leaves room for 209,000
    "shanghai-firms-counted": (STATED, NONE),
    # nothing of 2024 or 2025 but the country's 2.0 and 4.24 million
    "hangzhou-firms-counted": (STATED, NONE),
    # over 20% to 20.5%; no city of 2024 or 2025
    "beijing-firms-share-of-nation": (STATED, NONE),
    # 225,500 / 1,569,288 = 14.37%; no city of 2024 or 2025
    "shenzhen-firms-share-of-nation": (HOLDS, NONE),
    # 211,500 / 1,569,288 = 13.48% to 13.61%; no city of 2024 or 2025
    "guangzhou-firms-share-of-nation": (STATED, NONE),
    # 208,500 / 1,569,288 = 13.29% to 13.42%; no city of 2024 or 2025
    "shanghai-firms-share-of-nation": (STATED, NONE),
    # 7.36 to 7.46%
    "hangzhou-firms-share-of-nation": (STATED, NONE),
    # 437,000 to 930,431; 225,800 and 244,800 in 2024 (C), below 606,000
    "guangdong-firms-counted": (STATED, AGAINST, WEAKLY),
    # the 80 billion are a wider industry
    "core-industry-counted": (STATED, NONE),
    "patents-counted": (STATED, NONE),
    # 50,000-60,000; 65,291 in August 2025 (B); but 51,100 of February 2025, the article's own
    # month (C), agrees; 74,032 and 59,498 are of firms with robots in their business scope
    "robot-firms-counted": (STATED, APART),
    # 207,000 x (55.35 to 55.45%) + 108,436 x (73.5 to 74.5%) = 194,275 to 195,566, over 428,450 to
    # 428,550: 45.33 to 45.65%, inside of 42.75 to 47.25%; so are 45.26 to 45.71% for 206,500 to
    # 207,500; Huawei's and Tencent's head counts are C (copies of annual reports)
    "two-firms-world-wide": (UNCHECKED, FOR, WEAKLY),
    # 38.65 to 38.75 (granted) over 500 billion (2022, B) = 7.73 to 7.75%, over 508 (C) = 7.6%, over
    # 570 to 580 (2023, C) = 6.66 to 6.8%; the article prints no total of 2022
    "core-industry-not-a-fifth": (UNCHECKED, FOR),
    # 38.75 / 0.18 = 215.3 < 250 billion; what follows from the article is held against no reference
    "core-industry-needs-small-country": (HOLDS, NONE),
    # a fifth of the country's is 215.3 billion at most, so Guangdong has no more: 38.7 of 215.3 is
    # 18%, of 160 24.2%; 38.65 / 180 = 21.47% to 38.75 / 170 = 22.79% by an association (2023, C)
    "core-industry-of-guangdong": (OPEN, FOR, WEAKLY),
    # 1,560,886 to 1,569,288; held against no reference
    "firms-imply-one-whole": (HOLDS, NONE),
    # 20% as printed, to 320,000 / 1,560,886 = 20.501%; held against no reference
    "beijing-share-pinned": (HOLDS, NONE),
    # 606,000 / 1,569,288 = 38.6%; held against no reference
    "guangdong-over-a-third": (HOLDS, NONE),
    # rho -1, six figures
    "talent-decides-without-beijing": (HOLDS, NONE),
    # 14/6.185 = 2.26 > 2; 7.45/16.525 = 0.451 < 0.5
    "talent-not-where-firms-are": (HOLDS, NONE),
    # ranks second and third of one report (C)
    "applicants-shenzhen-above-shanghai": (UNCHECKED, FOR, WEAKLY),
    # 7.25-7.35 (granted; amounts 7.22-7.29) > 6.575 and 6.775 (C)
    "shenzhen-basic-research-above-nation": (UNCHECKED, FOR, WEAKLY),
    # 105 > 66 > 45 > 31 (C), a list up to March 2025, told no sooner than that
    "registered-models-order": (UNCHECKED, FOR, WEAKLY, LATE),
    # 60 to 73% > 50% (C, 22 February 2025: the month of the article)
    "deepseek-staff-in-beijing": (UNCHECKED, FOR, WEAKLY),
    # each of four ranks
    "beijing-first": (HOLDS, NONE),
    # 92 > 69 > 16, 24% > 16.53% > 9.78%, 310,000 > 226,500 > 212,500; no counter of 2024 or 2025
    # has the cities
    "second-place-changes": (HOLDS, NONE),
    "two-cities-within-guangdong": (DEFINED, NONE),
    "firm-shares-within-whole": (DEFINED, NONE),
    "talent-within-whole": (DEFINED, NONE),
    # Game Science: Shenzhen, by the article's own line; without it others leave five or six
    "dragons-seats": (FAILS, NONE),
    # two seats by the article, Shenzhen; Anker: Changsha, by its listing document
    "wolves-seats": (UNCHECKED, AGAINST),
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
