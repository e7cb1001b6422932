"""The article's claims, worked out by hand: verdict and range, and which others support."""

HOLDS, FAILS, DEPENDS, NOT_CHECKABLE = "holds", "fails", "depends", "not checkable"
ARTICLE = {
    # A list's size is the number of names that follow it.
    "dragons-size": (HOLDS, 6, 6),
    "wolves-size": (HOLDS, 7, 7),
    "founders-size": (HOLDS, 3, 3),
    "dragons-size-again": (HOLDS, 6, 6),
    "wolves-size-again": (HOLDS, 7, 7),
    "dragons-same": (HOLDS, 6, 6),
    "wolves-same": (HOLDS, 7, 7),
    "guangzhou-fourth-lost": (NOT_CHECKABLE, 4, 4),
    # What the article prints alone is shown as read.
    "basic-research-beijing": (NOT_CHECKABLE, 0.155, 0.165),
    "basic-research-shanghai": (NOT_CHECKABLE, 0.105, 0.115),
    "basic-research-shenzhen": (NOT_CHECKABLE, 0.0725, 0.0735),
    # 10.5/16.5 to 11.5/15.5, of one year, is below one; 2021 is not set against 2024.
    "basic-research-shanghai-below-beijing": (HOLDS, 10.5 / 16.5, 11.5 / 15.5),
    "basic-research-shenzhen-below-shanghai": (NOT_CHECKABLE, None, None),
    # 2024, 2024 and 2021.
    "basic-research-comparable": (FAILS, None, None),
    "universities-beijing": (NOT_CHECKABLE, 92, 92),
    "universities-shanghai": (NOT_CHECKABLE, 69, 69),
    "universities-shenzhen": (NOT_CHECKABLE, 16, 16),
    "universities-shanghai-below-beijing": (HOLDS, 69 / 92, 69 / 92),
    "universities-shenzhen-below-shanghai": (HOLDS, 16 / 69, 16 / 69),
    "talent-beijing": (NOT_CHECKABLE, 0.235, 0.245),
    "talent-shanghai": (NOT_CHECKABLE, 0.09775, 0.09785),
    "talent-shenzhen": (NOT_CHECKABLE, 0.06175, 0.06185),
    "talent-hangzhou": (NOT_CHECKABLE, 0.16525, 0.16535),
    # 9.775% + 6.175% to 9.785% + 6.185%: at most 3.6% below 16.525% to 16.535%.
    "hangzhou-talent-equals-two": (HOLDS, 0.1595, 0.1597),
    # 23.5 + 9.775 + 6.175 + 16.525 to 24.5 + 9.785 + 6.185 + 16.535.
    "talent-within-whole": (HOLDS, 0.55975, 0.57005),
    "rd-staff-counted": (NOT_CHECKABLE, 428_450, 428_550),
    # 42.75% of 428,450 to 47.25% of 428,550.
    "two-firms-staff": (NOT_CHECKABLE, 183_162.375, 202_489.875),
    # Two figures of which neither is shown, and references that work nothing out.
    "two-firms-same-staff": (NOT_CHECKABLE, None, None),
    "beijing-firms-counted": (NOT_CHECKABLE, 310_000, 320_000),
    "shenzhen-firms-counted": (NOT_CHECKABLE, 225_500, 226_500),
    "guangzhou-firms-counted": (NOT_CHECKABLE, 211_500, 212_500),
    "shanghai-firms-counted": (NOT_CHECKABLE, 208_500, 209_500),
    "hangzhou-firms-counted": (NOT_CHECKABLE, 115_500, 116_500),
    # 310,000 to 320,000; 225,500 to 226,500; 211,500 to 212,500; 208,500 to 209,500; 115,500 to
    # 116,500: no two ranges overlap.
    "beijing-firms-ranked": (HOLDS, 1, 1),
    "shenzhen-firms-ranked": (HOLDS, 2, 2),
    "guangzhou-firms-ranked": (HOLDS, 3, 3),
    "shanghai-firms-ranked": (HOLDS, 4, 4),
    "hangzhou-firms-ranked": (HOLDS, 5, 5),
    "firms-ranked-nationally": (NOT_CHECKABLE, None, None),
    # Guangzhou's 211,500 / 13.55% is the highest low; Shanghai's 209,500 / 13.35% the lowest high;
    # Beijing's 310,000 / 30% is a third below.
    "firms-imply-one-whole": (DEPENDS, 211_500 / 0.1355, 209_500 / 0.1335),
    # 20 + 14 + 13.45 + 13.35 + 7.35 to 30 + 15 + 13.55 + 13.45 + 7.45.
    "firm-shares-within-whole": (HOLDS, 0.6815, 0.7945),
    # 225,500 + 211,500 to 226,500 + 212,500, below 606,000.
    "two-cities-within-guangdong": (HOLDS, 437_000, 439_000),
    "guangdong-firms-counted": (NOT_CHECKABLE, 606_000, 607_000),
    "guangdong-firms-first": (NOT_CHECKABLE, 1, 1),  # the rank printed, as held against others
    "core-industry-counted": (NOT_CHECKABLE, 38.65e9, 38.75e9),
    # 38.65 / 22% to 38.75 / 18%, in billions.
    "core-industry-fifth": (NOT_CHECKABLE, 38.65e9 / 0.22, 38.75e9 / 0.18),
    "patents-counted": (NOT_CHECKABLE, 6080, 6080),
    "patents-second": (NOT_CHECKABLE, None, None),
    "robot-firms-counted": (NOT_CHECKABLE, 50_000, 60_000),
    # The rank among three cities that independent counts give.
    "robot-firms-first": (NOT_CHECKABLE, 1, 1),
    "guangdong-robots-half": (NOT_CHECKABLE, 0.4, 0.5),
    "huawei-chips-substitute": (NOT_CHECKABLE, None, None),
    "game-studio-from-shenzhen": (NOT_CHECKABLE, None, None),
}
# What is not named is not checkable: no reference bears on it, or none decides.
SUPPORTED = {
    # 437,000 to 439,000 of 464,550 to 513,450.
    "two-cities-within-guangdong": HOLDS,
    # 12.15/168.25 to 12.25/168.15, or 7.22% to 7.29%: from 1.8% below to 0.5% above 7.25% to 7.35%.
    "basic-research-shenzhen": HOLDS,
    # 92 of 2022; but 64 and 14 of 2022 are not 69 and 16, which have no year.
    "universities-beijing": HOLDS,
    "universities-shanghai": DEPENDS,
    "universities-shenzhen": DEPENDS,
    # 64/92 and 14/64.
    "universities-shanghai-below-beijing": HOLDS,
    "universities-shenzhen-below-shanghai": HOLDS,
    # 489,000 and 5% is 513,450, and 5% more is 539,122: below 606,000, which has no year.
    "guangdong-firms-counted": DEPENDS,
    # 175.7 to 215.3 is less than half of 499.95, of the same year.
    "core-industry-fifth": FAILS,
    # 95% of 65,291 is 62,026, and of 74,032 more: above 60,000, which has no year.
    "robot-firms-counted": DEPENDS,
    # 65,291 is above 53,288 and 45,801, but other cities are not counted.
    "robot-firms-first": DEPENDS,
    # Of 43.5% to 44.5%, 40% is too low (95% of it is 41.3% at least), and 44% is not.
    "guangdong-robots-half": DEPENDS,
}
