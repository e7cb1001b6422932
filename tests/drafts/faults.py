"""Faults for the drafts beside this file: what is said there, and what the fault makes of it."""

ENGLISH = [
    ("nearly 320,000 AI-related companies", "nearly 230,000 AI-related companies"),  # transposed
    ("Guangzhou (212,000) and Shanghai (209,000)", "Guangzhou (209,000) and Shanghai (212,000)"),
    ("more than 606,000", "fewer than 606,000"),  # the hedge turned round
    ("7.4% of all AI firms", "4.7% of all AI firms"),
    ("1,560,800 and 1,569,300", "1,650,800 and 1,659,300"),  # computed
    ("| Hangzhou | 116,000 | 16.53% |", "| Hangzhou | 116,000 | 24% |"),  # another's, in a table
    ("9.78% and 6.18% respectively", "6.18% and 9.78% respectively"),
    ("in Shenzhen it was 7.3% in 2021", "in Shenzhen it was 7.3% in 2022"),  # the year
    ("38.7 billion yuan", "38.7 million yuan"),  # the scale
    ("nearly half of China's", "nearly a third of China's"),
    ("12 hold", "21 hold"),  # a count of the report
    ("ranks first", "ranks third"),
    ("only 16", "only 61"),
    ("6,080", "6,800"),
    ("500 billion yuan", "800 billion yuan"),
    ("that a fifth", "that a quarter"),
]
CHINESE = [
    ("近32万家", "近23万家"),
    ("广州21.2万家，上海20.9万家", "广州20.9万家，上海21.2万家"),
    ("超过60.6万家", "不到60.6万家"),
    ("占全国7.4%", "占全国4.7%"),
    ("156.08万至156.93万家", "165.08万至165.93万家"),
    ("9.78%和6.18%", "6.18%和9.78%"),
    ("深圳2021年为7.3%", "深圳2022年为7.3%"),
    ("387亿元", "387万元"),
    ("占全国近一半", "占全国近三成"),
    ("4条不符", "6条不符"),
    ("排在第2", "排在第3"),
    ("只有16所", "只有61所"),
    ("6080件", "6800件"),
    ("5000亿元", "8000亿元"),
]
SUMMARY_ENGLISH = [
    ("close to 320,000", "close to 230,000"),
    ("upwards of 20 percent", "upwards of 30 percent"),
    ("Shenzhen with 226,000", "Shenzhen with 262,000"),
    ("at 212,000", "at 209,000"),
    ("over 606,000", "under 606,000"),
    ("Its 16.53%", "Its 15.63%"),
    ("Shanghai's 9.78% and Shenzhen's 6.18%", "Shanghai's 6.18% and Shenzhen's 9.78%"),
    ("Beijing's 24%", "Beijing's 42%"),
    ("about 16.5%", "about 18.5%"),
    ("just 16 in", "just 26 in"),
    ("69 in Shanghai", "96 in Shanghai"),
    ("Shanghai spent 11%", "Shanghai spent 17%"),
    ("7.3% in 2021", "7.3% in 2023"),
    ("38.7 billion", "387 billion"),
    ("one fifth", "one tenth"),
    ("500 billion yuan in 2022", "500 billion yuan in 2020"),
    ("share 7.7%", "share 9.7%"),
    ("55.4%", "45.5%"),
    ("108,436", "180,436"),
    ("6,080", "6,800"),
    ("second nationwide", "third nationwide"),
    ("More than 50,000", "More than 500,000"),
    ("12 hold", "22 hold"),
    ("three cannot", "eight cannot"),
]
SUMMARY_CHINESE = [
    ("接近32万家", "接近23万家"),
    ("两成以上", "三成以上"),
    ("22.6万家", "26.2万家"),
    ("21.2万家和20.9万家", "20.9万家和21.2万家"),
    ("11.6万家", "16.1万家"),
    ("超过60.6万家", "不足60.6万家"),
    ("位居第一", "位居第三"),
    ("16.53%", "15.63%"),
    ("深圳的6.18%", "深圳的8.61%"),
    ("上海69所", "上海96所"),
    ("16所", "61所"),
    ("387亿元", "3870亿元"),
    ("五分之一", "四分之一"),
    ("5000亿元", "8000亿元"),
    ("7.7%左右", "9.7%左右"),
    ("42.85万名", "48.25万名"),
    ("45%左右", "54%左右"),
    ("74%", "47%"),
    ("超过5万家", "超过8万家"),
    ("接近全国的一半", "接近全国的八成"),
    ("156万至157万", "165万至167万"),
]
UNKNOWN = [  # what no sentence of the draft says clearly what it is of
    ("summary.en.txt", "about 207,000", "about 270,000"),
    ("summary.en.txt", "1.56 million and 1.57 million", "1.65 million and 1.67 million"),
    ("summary.en.txt", "4.243 million", "2.243 million"),
    ("summary.en.txt", "600,500 in", "650,500 in"),
    ("summary.zh.txt", "北京为16%", "北京为19%"),
]
