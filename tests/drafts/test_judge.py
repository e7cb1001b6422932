"""Sentences held against the tables: what becomes of each kind of number."""

import pytest

from .held import marks_of, wrong


@pytest.mark.parametrize(
    ("said", "verdict", "told"),
    [
        ("Beijing has about 320,000 AI firms.", "hedged away", "looser than the tables"),
        ("Beijing has 320,000 AI firms.", "hedged away", "tighter than the tables"),
        ("Hangzhou has 16.5% of China's AI talent.", "right", "16.53%"),
        ("Hangzhou has 16.50% of China's AI talent.", "wrong", "16.53%"),
        ("Hangzhou has one-sixth of China's AI talent.", "right", "16.53%"),
        ("Hangzhou has a seventh of China's AI talent.", "wrong", "16.53%"),
        ("Hangzhou has over 16% of China's AI talent.", "hedged away", "looser"),
        ("Guangzhou's GDP in 2024 was 3.1 trillion yuan.", "right", "3.10325 trillion"),
        ("Guangzhou's GDP in 2024 was 3.2 trillion yuan.", "wrong", "3.10325 trillion"),
        ("In 2025 China had up to 4.2 million AI-related firms.", "right", "4,243,000"),
        ("In 2025 China had up to 4.1 million AI-related firms.", "wrong", "4,243,000"),
        ("In 2025 China had fewer than 4.2 million AI-related firms.", "wrong", "4,243,000"),
        ("In 2025 China had fewer than 4.3 million AI-related firms.", "hedged away", "looser"),
        ("2025年全国人工智能相关企业不足420万家。", "wrong", "4,243,000"),
        ("Shenzhen's AI core industry is less than a tenth of China's.", "right", "6.66% to 6.8%"),
        ("Shenzhen's AI core industry is less than 4% of China's.", "wrong", "fifth"),
        ("Shenzhen's AI core industry is a quarter of the country's.", "wrong", "a fifth"),
        ("深圳人工智能核心产业占全国四分之一。", "wrong", "a fifth"),
        ("广东生产了全国一半以上的工业机器人。", "wrong", "nearly half"),
        ("2024年上半年，广东生产了全国一半以上的工业机器人。", "right", "half a year"),
        ("广东的工业机器人产量占全国近一半。", "right", "nearly half"),
        ("深圳的机器人相关企业数量排名第二。", "wrong", "no. 1"),
        ("深圳的发明专利申请排名第二，机器人企业超过5万家。", "right", "invention applications"),
        ("Shenzhen has 226 million AI-related firms.", "wrong", "226,000"),
        ("If so, China would have 1.56 to 1.57 billion AI-related firms.", "wrong", "scale"),
        ("In 2021 basic research took 7.3% of R&D spending in Guangzhou.", "wrong", "of another"),
        ("In 2021 basic research took 4.9% of R&D spending in Guangzhou.", "unknown", ""),
        ("Beijing has over 320,000 AI firms.", "wrong", "nearly 320,000"),
        ("Shanghai has 209,000 universities.", "wrong", "universities: 69"),
        ("In 2021 Shenzhen employed 428,500 R&D staff.", "wrong", "of another year"),
        ("Guangzhou ranks fourth by GDP.", "unknown", ""),  # the article says that it did once
        ("Shenzhen has 12 data centres.", "unknown", ""),
        ("Hangzhou has 36.3% of Beijing's AI firms.", "right", "116,000; Beijing"),
        ("Hangzhou would need 250,000 AI firms to be second.", "unknown", ""),
        ("Shanghai's AI firms grew by 12%.", "unknown", ""),
        ("Hangzhou's AI talent is ahead of a third by 15.8% to 16.7%.", "unknown", ""),
        ("Guangdong has 85 listed AI firms.", "unknown", ""),
        (
            "Shenzhen's 2021 basic-research share of R&D spending came to 7.221% to 7.286%.",
            "unknown",
            "",
        ),
        ("Beijing's AI firms are anything from 20% to 30% of China's.", "right", "20% or more"),
        ("Beijing's AI firms are anything from 20% to 40% of China's.", "hedged away", "looser"),
        ("Beijing has 92 universities, 23 more than Shanghai.", "right", "universities: 69"),
        ("Beijing has 92 universities, 24 more than Shanghai.", "wrong", "universities: 69"),
        ("北京有92所高校，比上海多24所。", "wrong", "universities: 69"),
        ("Beijing has 92 universities, 300 more than Paris.", "unknown", ""),
        ("Shenzhen's core AI industry is worth $38.7 billion.", "wrong", "in another unit"),
        (
            "All provinces without a number together have at most 440,000 AI firms.",
            "right",
            "no num",
        ),
        ("文中没有给出数字的各省，人工智能相关企业合计至多44万家。", "right", "no number"),
        ("Shenzhen's core AI industry is worth HK$38.7 billion.", "wrong", "in another unit"),
        ("Shenzhen has 226,000 km of AI-related firms.", "wrong", "in another unit"),
        ("Beijing has a third or more of China's AI-related firms.", "wrong", "20% or more"),
        ("Basic research takes 16% of Shanghai's R&D budget.", "wrong", "Shanghai"),
        ("Basic research takes 16% of Beijing's R&D budget, and took 5% in 2021.", "right", "16%"),
        ("上海的人工智能人才占全国8.79%。", "wrong", "9.78%"),
        ("上海和深圳分别有高校69所和16所。", "right", "universities: 69"),
        ("上海和深圳分别有高校16所和69所。", "wrong", "universities: 69"),
    ],
)
def test_how_a_number_repeats_the_tables(said, verdict, told):
    marks = marks_of(said)
    mark = marks[1] if " more than " in said or "比上海" in said else marks[0]
    assert mark.verdict == verdict
    assert told in mark.says


@pytest.mark.parametrize(("bound", "verdict"), [("7%", "unknown"), ("8%", "right")])
def test_a_bound_is_right_where_all_amounts_of_the_kind_keep_it(bound, verdict):
    marks = marks_of(
        f"2023年深圳人工智能核心产业规模387亿元，而工信部称前一年全国为5000亿元，深圳不足{bound}。"
    )
    assert marks[-1].verdict == verdict


@pytest.mark.parametrize(
    ("said", "printed", "verdict", "told"),
    [
        ("Its share is 7.7%, not a fifth as the article printed.", "a fifth", "right", "a fifth"),
        ("Its share is 7.7%, not a quarter as it printed.", "a quarter", "unknown", ""),
        ("Its share is 7.7%, not a quarter as the article printed.", "a quarter", "wrong", "it pr"),
        ("Its share is 7.7%, and not a quarter, says Wanliu.", "a quarter", "wrong", "it prints"),
        ("Its share is 7.7%, less than a tenth and not a fifth.", "a fifth", "right", "a fifth"),
        ("文章称其占全国四分之一，实为7.7%。", "四分之一", "wrong", "it prints"),
        ("文章称其占全国五分之一，实为7.7%。", "五分之一", "right", "a fifth"),
    ],
)
def test_what_the_article_is_said_to_print(said, printed, verdict, told):
    text = f"Shenzhen's AI core industry came to 38.7 billion yuan in 2023. {said}"
    mark = next(mark for mark in marks_of(text) if mark.printed == printed)
    assert mark.verdict == verdict
    assert told in mark.says


@pytest.mark.parametrize(
    ("said", "verdict"),
    [
        ("The article says that Guangdong makes 44% of China's industrial robots.", "wrong"),
        ("Guangdong makes 44% of China's industrial robots.", "right"),
        ("The article gives half, but others count 44% of China's robots there.", "right"),
        ("这篇文章称，广东生产的工业机器人超过全国一半。", "wrong"),
        ("这篇文章称，广东生产的工业机器人接近全国一半。", "right"),
    ],
)
def test_an_articles_print_is_not_what_others_count(said, verdict):
    marks = marks_of(f"Guangdong makes robots.\n\n## Guangdong's industrial robots\n\n{said}")
    assert marks[-1].verdict == verdict


@pytest.mark.parametrize(
    ("said", "verdicts"),
    [
        ("Shanghai has 9.78% and Shenzhen 6.18%. Together the two reach about 16%.", ["right"]),
        ("Shanghai has 9.78% and Shenzhen 6.18%. Together the two reach about 26%.", ["unknown"]),
        ("Shanghai and Shenzhen together have 15.96%, Hangzhou 16.53%.", ["right", "right"]),
        ("Shanghai and Shenzhen together have 19.56%.", ["wrong"]),
        ("Beijing, Shanghai and Shenzhen have 39.96% in total.", ["right"]),
        ("上海和深圳合计占15.96%。", ["right"]),
        ("上海和深圳合计占19.65%。", ["wrong"]),
        ("Hangzhou has as much as Shanghai and Shenzhen together, 16.53%.", ["right"]),
    ],
)
def test_what_places_have_together(said, verdicts):
    marks = marks_of(f"# Shares of China's AI talent\n\nShares of China's AI talent differ. {said}")
    assert [mark.verdict for mark in marks][-len(verdicts) :] == verdicts


@pytest.mark.parametrize(
    ("said", "verdicts"),
    [
        ("Of 56 assertions 12 hold up, 9 are borne out by others and 4 are refuted.", "rrrr"),
        ("Of 56 assertions 13 hold up, 8 are borne out by others and 5 are refuted.", "rwww"),
        ("Of 56 assertions 29 merely state a number and 11 are mere opinions.", "rrr"),
        ("Of 56 assertions 40 are not supported.", "ru"),
        ("56条断言里，9条得到他人数字支持，4条被反驳，11条是看法。", "rrrr"),
        ("56条断言里，8条得到他人数字支持，5条被反驳，21条是看法。", "rwww"),
        ("文中共有57条断言。", "w"),
    ],
)
def test_verdicts_are_counted_in_other_words(said, verdicts):
    assert "".join(mark.verdict[0] for mark in marks_of(said)) == verdicts


@pytest.mark.parametrize(
    ("said", "verdicts"),
    [
        ("北京2024年基础研究占研发投入16%，上海11%。", "rr"),
        ("北京2024年基础研究占研发投入16%，上海11万。", "rw"),
        ("Guangzhou's GDP in 2024 was 3.1 trillion yuan, Chongqing's 3.2 trillion.", "rr"),
        ("Guangzhou's GDP in 2024 was 3.1 trillion yuan, Chongqing's 3.7 trillion.", "rw"),
        (
            "Basic research took 16% of Beijing's R&D money, five points more than Shanghai's 11%.",
            "rrr",
        ),
        (
            "Basic research took 16% of Beijing's R&D money, six points more than Shanghai's 11%.",
            "rwr",
        ),
    ],
)
def test_a_number_goes_on_in_the_unit_of_the_one_before(said, verdicts):
    assert "".join(mark.verdict[0] for mark in marks_of(said)) == verdicts


@pytest.mark.parametrize(
    "said",
    [
        "Shenzhen spent more of its R&D money on basic research, 7.3%, than the whole country did "
        "one year later, 6.57%, or two years later, 6.77%.",
        "Shenzhen's AI core industry, at 38.7 billion yuan, is 6.66% to 7.76% of the country's by "
        "3 independent totals.",
        "No other figure read here bears on Beijing's 2022 universities.",
        "深圳的基础研究占研发投入7.3%，高于全国一年后的6.57%和两年后的6.77%。",
        "北京人工智能相关企业数量的一半比杭州高出34.2%至38.6%。",
        "措辞最宽松的数字，是北京的人工智能相关企业占全国比重（20%以上）：从20%到30%都说得通。",
        "人工智能相关企业与高校之比：深圳最高，为14130。",
        "AI-related firms over universities. Shenzhen comes highest, with 14,130.",
        "人工智能相关企业与高校之比。广州最低，为2554。",
        "截至2025年年中备案的439个大模型中北京的占比",
        "这篇评论拿杭州与深圳比较。有两条只看由谁来数人工智能相关企业：各家统计相差7.1倍。",
        "不符的论断中，有2条只是统计口径不同：人工智能相关企业有多少，各家统计中最多的是最少的7.1倍。",
        "深圳与别处可比的指标有5项：没有一项领先，3项垫底（人工智能人才占全国比重、高校）。",
        "Guangdong leads. It is home to more than 606,000 AI-related firms and China's robots.",
        "Beijing comes out on top. The article gives it close to 320,000 AI-related firms, a fifth "
        "or more of the national total.",
        "It is half of Beijing's AI-related firms, ahead of Hangzhou by 34.2% to 38.6%.",
    ],
)
def test_no_false_alarm(said):
    """Sentences of the report's pages, of which no number is another than the tables have."""
    assert wrong(marks_of(said)) == []


@pytest.mark.parametrize(
    ("head", "cell", "verdict"),
    [("number", "420,000", "unknown"), ("AI-related firms", "420,000", "wrong")],
)
def test_a_cell_of_a_page_is_of_its_row_and_column(head, cell, verdict):
    rows = f"<tr><th>City<th>{head}</tr><tr><td>Beijing<td>{cell}</tr>"
    marks = marks_of(f"<table>{rows}</table>", "draft.html")
    assert [mark.verdict for mark in marks] == [verdict]


def test_a_column_of_quotients_is_of_no_metric():
    row = "<tr><td>Guangdong, AI-related firms<td>more than 606,000<td>37.3%</tr>"
    page = f"<table><tr><th>What<th>Printed<th>Over the print</tr>{row}</table>"
    assert [mark.verdict for mark in marks_of(page, "draft.html")] == ["right", "unknown"]


@pytest.mark.parametrize(
    "said",
    [
        "According to the article, Hangzhou is home to 7.4% of the country's AI-related firms.",
        "As the magazine has it, Guangdong counts more than 606,000 AI-related firms.",
        "Beijing and Shanghai combined have about 529,000 AI-related firms.",
        "The combined share of Beijing and Hangzhou in China's AI talent is 40.53%.",
        "Of the 56 claims, three cannot be verified.",
        "It tested 56 assertions: 12 hold, 9 were confirmed, 4 refuted, 11 classed as opinion.",
        "Four of its assertions are contradicted and nine are supported.",
        "Guangdong builds almost half of the nation's industrial robots.",
        "China has roughly 1.56 million AI-related firms, if the article's shares are right.",
        "Roughly 4.2 million AI-related firms existed in China in 2025.",
        "Shenzhen's AI core industry is not a fifth of China's.",
        "Shenzhen's AI core industry is less than one tenth of China's, rather than a fifth.",
        "Shanghai has 68 universities.",
        "Shenzhen has 16 universities, a quarter of Shanghai's 69.",
        "Basic research takes up 11% of R&D spending in Shanghai, and 16% in Beijing.",
        "Hangzhou's population is 12.6 million.",
        "More than 50,000 robot firms are based in Shenzhen, the most of any city.",
        "据文章，杭州的人工智能人才占全国16.53%。",
        "文中给出的深圳研发人员为42.85万人。",
        "研究考察了56条主张，9条获得证实，4条遭到否定。",
        "有九条断言得到支持，四条被驳倒，三条无从核对。",
        "深圳人工智能核心产业规模不到全国的十分之一。",
        "北京和上海加起来有高校161所。",
        "上海和深圳两地人工智能人才占比之和约为16%。",
        "广东的工业机器人产量占全国四成四。",
        "广州2024年生产总值3.1万亿元，重庆3.2万亿。",
        "深圳按人工智能相关企业数排名第二，按机器人企业数排名第一。",
        "2025年全国人工智能相关企业多达424万家。",
        "Shenzhen has 17 metro lines and 555 km of track. Its AI firms number 226,000.",
        "Hangzhou hosted 481 events; 116,000 AI-related firms are registered there.",
        "Shanghai has 69 universities and 3 million students.",
        "Shenzhen's exports fell by 7.3% in 2021. Its basic research took 7.3% of R&D spending.",
        "Beijing has 92 universities, 320 museums and 1,100 libraries.",
        "In Guangzhou 16% of pupils study AI; in Beijing basic research is 16% of R&D spending.",
        "Shenzhen opened two AI parks in 2023 and plans five more by 2026. Its AI core "
        "industry came to 38.7 billion yuan.",
        "Page 3 of the article, section 4.2, gives 16.53% for Hangzhou's share of AI talent.",
        "深圳有17条地铁线，全长555公里，人工智能相关企业22.6万家。",
        "北京有高校92所，博物馆320家，公园1100座。",
        "深圳的出口下降7.3%，基础研究占研发经费7.3%（2021年）。",
        "上海有69所高校，在校生300万人，占常住人口的12%。",
        "The article counts 13.4% of China's AI-related firms in Shanghai and 13.5% in Guangzhou.",
        "By AI-related firms, Guangzhou ranks third and Shanghai fourth.",
        "Tencent's staff of 108,436 is 74% R&D people.",
        "China's AI core industry came to nearly 580 billion yuan in 2023.",
        "深圳2023年地区生产总值3.46万亿元，2024年3.68万亿元。",
        "按文章的说法，杭州的人才占比等于上海与深圳之和。文中上海为9.78%，深圳为6.18%。",
        "腾讯员工108436人，其中研发人员占74%。",
        "北京大模型141款，占全国三成二。",
        "Beijing's share of China's AI talent, up from 20%, is 24%.",
        "北京人工智能人才占全国比重从20%升至24%。",
        "Shenzhen's 16 universities are less than a fifth of Beijing's 92.",
        "Shanghai's 69 universities are fewer than Beijing's 92.",
        "Beijing's 92 universities have more students than Shanghai's 69.",
    ],
)
def test_a_true_sentence_passes(said):
    verdicts = {mark.verdict for mark in marks_of(said)}
    assert verdicts.isdisjoint({"wrong", "hedged away"})
    assert "right" in verdicts


@pytest.mark.parametrize(
    "said",
    [
        "According to the article, Hangzhou is home to 4.7% of the country's AI-related firms.",
        "As the magazine has it, Guangdong counts more than 660,000 AI-related firms.",
        "Shanghai and Guangzhou combined have about 521,000 AI-related firms.",
        "The combined share of Beijing and Hangzhou in China's AI talent is 45.03%.",
        "Shenzhen's AI core industry was worth 387 billion yuan in 2023.",
        "Shenzhen's AI core industry was worth 38.7 million yuan in 2023.",
        "Officials put China's AI core industry at 500 million yuan in 2022.",
        "Shenzhen filed 6.08 million AI invention patent applications in 2023.",
        "It tested 56 assertions: 12 hold, 9 were confirmed, 7 refuted, 16 classed as opinion.",
        "Six of its assertions are contradicted and twelve are supported.",
        "Guangdong builds the bulk, 60%, of the nation's industrial robots.",
        "Guangdong builds over half of the nation's industrial robots.",
        "Hangzhou's share of AI talent is 24%.",
        "Shanghai's AI-related firms were 300,000.",
        "An independent count: Shanghai has 120 universities.",
        "北京有若干高校，共120所。",
        "Shanghai's AI talent makes up 16.53% of the country's.",
        "Suzhou has 92 universities.",
        "Dongguan has 226,000 AI-related firms.",
        "The article claims a third for Shenzhen's share of China's AI core industry.",
        "The piece says Beijing has 68 universities.",
        "The piece says Shanghai has 68 universities.",
        "Basic research takes up 16% of R&D spending in Shanghai, and 11% in Beijing.",
        "Hangzhou's population is 16.2 million.",
        "More than 80,000 robot-related firms are based in Shenzhen.",
        "据文章，杭州的人工智能人才占全国15.63%。",
        "文中给出的深圳研发人员为48.25万人。",
        "研究考察了56条主张，7条获得证实，6条遭到否定。",
        "有八条断言得到支持，六条被驳倒，五条无从核对。",
        "深圳人工智能核心产业规模超过全国的十分之一。",
        "深圳人工智能核心产业规模为387万亿元。",
        "北京和上海加起来有高校171所。",
        "上海和深圳两地人工智能人才占比之和约为26%。",
        "广东的工业机器人产量占全国半数以上。",
        "广州2021年基础研究占研发经费的7.3%。",
        "东莞有高校69所。",
        "广州2024年生产总值3.1万亿元，重庆2.3万亿。",
        "北京人工智能人才占全国24%，杭州16.53万。",
        "深圳按人工智能相关企业数排名第一，按机器人企业数排名第二。",
        "2025年全国人工智能相关企业多达524万家。",
        "Shenzhen's AI patents number 8,060 in 2023: it filed that many AI invention patent "
        "applications.",
        "The article counts 13.5% of China's AI-related firms in Shanghai.",
        "By AI-related firms, Guangzhou ranks fourth and Shanghai third.",
        "Guangdong's output of robots is nearly 60% of China's industrial-robot output.",
        "China's AI core industry came to 580 billion yuan in 2022.",
        "China's AI core industry came to more than 580 billion yuan in 2023.",
        "深圳2023年地区生产总值3.68万亿元，2024年3.46万亿元。",
        "文章称北京高校为68所。",
        "《灣流經濟評論》写道，深圳排名第三，人工智能相关企业22.6万家。",
        "腾讯员工108436人，其中研发人员占47%。",
        "备案大模型中，北京141款，占全国四成二。",
        "Hangzhou's share of China's AI talent rose to 24%.",
    ],
)
def test_a_false_sentence_is_wrong(said):
    assert wrong(marks_of(said)) != []
