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
