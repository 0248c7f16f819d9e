"""Genres whose attribution is in the layout: tickers, interviews, statements given in full, headlines."""

from __future__ import annotations

import time

import pytest

from claims.languages.ar.learned import learned_extractor
from claims.languages.ar.rule_extractor import RuleExtractor
from claims.model import Claim, Document

RULES = RuleExtractor()

# Text, and what the layout says: rule, words that name the source, name, cue, content.
Said = tuple[str, str | None, str | None, str, str]
FOUND: dict[str, tuple[str, list[Said]]] = {
    "times": (
        (
            "10:42 الجيش السوداني: تصدينا لهجوم على مدينة الفاشر وقتلنا 40 من المهاجمين\n"
            "10:15 وزير الخارجية المصري: لا بديل عن الحل السياسي\n"
            "09:50 مراسل القناة: قصف مدفعي على أحياء أم درمان"
        ),
        [
            (
                "ticker",
                "الجيش السوداني",
                "الجيش السوداني",
                ":",
                "تصدينا لهجوم على مدينة الفاشر وقتلنا 40 من المهاجمين",
            ),
            ("ticker", "وزير الخارجية المصري", "وزير الخارجية المصري", ":", "لا بديل عن الحل السياسي"),
            ("ticker", "مراسل القناة", "مراسل القناة", ":", "قصف مدفعي على أحياء أم درمان"),
        ],
    ),
    "bullets": (
        "- الجيش الإسرائيلي: اعترضنا صاروخا أطلق من الشمال\n- وزارة الصحة: ارتفاع حصيلة القصف إلى 40 قتيلا",
        [
            ("ticker", "الجيش الإسرائيلي", "الجيش الإسرائيلي", ":", "اعترضنا صاروخا أطلق من الشمال"),
            ("ticker", "وزارة الصحة", "وزارة الصحة", ":", "ارتفاع حصيلة القصف إلى 40 قتيلا"),
        ],
    ),
    "breaking news, told to an agency": (
        "عاجل | متحدث باسم الأمم المتحدة لرويترز: القوافل لم تدخل المدينة منذ أسبوع",
        [
            (
                "ticker",
                "متحدث باسم الأمم المتحدة",
                "متحدث باسم الأمم المتحدة",
                ":",
                "القوافل لم تدخل المدينة منذ أسبوع",
            )
        ],
    ),
    "breaking news, passed on": (
        "عاجل | رويترز عن مسؤول أمريكي: الاتفاق سيوقع الأسبوع المقبل",
        [("ticker", "مسؤول أمريكي", "مسؤول أمريكي", ":", "الاتفاق سيوقع الأسبوع المقبل")],
    ),
    "letters for question and answer": (
        (
            "حوار مع وزير الصحة الدكتور سامي الحداد\n\nس: كم عدد المستشفيات التي خرجت عن الخدمة؟\n"
            "ج: لدينا سبعة مستشفيات توقفت بالكامل.\nس: ومن المسؤول عن ذلك؟\nج: القصف المتواصل هو السبب.\n\n"
            "*هل هناك نقص في الأدوية؟\n- نعم، النقص يتجاوز ستين في المئة."
        ),
        [
            ("interview", None, "وزير الصحة الدكتور سامي الحداد", "ج:", "لدينا سبعة مستشفيات توقفت بالكامل"),
            ("interview", None, "وزير الصحة الدكتور سامي الحداد", "ج:", "القصف المتواصل هو السبب"),
            ("interview", None, "وزير الصحة الدكتور سامي الحداد", "-", "نعم، النقص يتجاوز ستين في المئة"),
        ],
    ),
    "words for question and answer, an answer of two paragraphs": (
        (
            "أجرت الجريدة هذا اللقاء مع ناشطة من المخيم فضلت عدم ذكر اسمها\nسؤال: كيف تصفين الوضع؟\n"
            "جواب: الوضع صعب والماء مقطوع منذ أسبوع.\nولا أحد يسأل عنا.\nأجرت الحوار: منى خليل"
        ),
        [
            ("interview", None, "ناشطة من المخيم", "جواب:", "الوضع صعب والماء مقطوع منذ أسبوع"),
            ("interview", None, "ناشطة من المخيم", "جواب:", "ولا أحد يسأل عنا"),
        ],
    ),
    "names for question and answer": (
        (
            "حوار خاص مع رئيس البلدية سالم العربي حول أزمة المياه\n\nالصباح: متى تنتهي الأزمة؟\n"
            "العربي: نحتاج إلى شهرين لإصلاح الشبكة.\nالصباح: ومن يدفع الثمن؟\nالعربي: ندفع الثمن من خزينة البلدية."
        ),
        [
            ("interview", "العربي", "رئيس البلدية سالم العربي", ":", "نحتاج إلى شهرين لإصلاح الشبكة"),
            ("interview", "العربي", "رئيس البلدية سالم العربي", ":", "ندفع الثمن من خزينة البلدية"),
        ],
    ),
    "several are asked; the host does not only ask, a caller is nobody's answer, and the outlet adds a note": (
        (
            "حوار الساعة\n\nالراصد: كيف تصفون الوضع في المعبر؟\nكريم الدباغ: المعبر مغلق منذ خمسة أيام.\n"
            "ولا نعرف متى سيفتح، فالجانب الآخر لا يرد على اتصالاتنا.\nالراصد: وماذا عن المرضى؟\n"
            "ليلى شهاب: لدينا قائمة بأسماء 64 مريضا.\nمتصل: توفي ثلاثة منهم أمس.\n"
            "هذه هي الحقيقة التي لا يقولها أحد.\nالراصد: شكرا لكما.\n"
            "كريم الدباغ: الأسباب معروفة والحل في يد الوسطاء.\nليلى شهاب: سنواصل إرسال الأسماء كل يوم.\n"
            "يذكر أن المعبر يخدم نحو مليون شخص."
        ),
        [
            ("interview", "كريم الدباغ", "كريم الدباغ", ":", "المعبر مغلق منذ خمسة أيام"),
            ("interview", "كريم الدباغ", "كريم الدباغ", ":", "ولا نعرف متى سيفتح، فالجانب الآخر لا يرد على اتصالاتنا"),
            ("interview", "ليلى شهاب", "ليلى شهاب", ":", "لدينا قائمة بأسماء 64 مريضا"),
            ("interview", "كريم الدباغ", "كريم الدباغ", ":", "الأسباب معروفة والحل في يد الوسطاء"),
            ("interview", "ليلى شهاب", "ليلى شهاب", ":", "سنواصل إرسال الأسماء كل يوم"),
        ],
    ),
    "names in bold": (
        (
            "**المذيعة:** ماذا يجري الآن في الحي؟\n**رامي شعبان:** القصف مستمر منذ الفجر على السوق.\n"
            "**المذيعة:** وماذا تقول الطواقم؟\n**رامي شعبان:** لا طواقم هنا منذ أمس.\n**المذيعة:** شكرا لك."
        ),
        [
            ("interview", "رامي شعبان", "رامي شعبان", ":", "القصف مستمر منذ الفجر على السوق"),
            ("interview", "رامي شعبان", "رامي شعبان", ":", "لا طواقم هنا منذ أمس"),
        ],
    ),
    "a note within an answer is the speaker's, one after the last is the outlet's": (
        (
            "س: كم طبيبا لديكم؟\nج: ثلاثة أطباء فقط.\nتجدر الإشارة إلى أن سبعة عشر غادروا.\nس: وهل وصلت المساعدات؟\n"
            "ج: وصلت شحنة واحدة.\nيذكر أن المستشفى تأسس عام 1974."
        ),
        [
            ("interview", None, None, "ج:", "ثلاثة أطباء فقط"),
            ("interview", None, None, "ج:", "تجدر الإشارة إلى أن سبعة عشر غادروا"),
            ("interview", None, None, "ج:", "وصلت شحنة واحدة"),
        ],
    ),
    "marks for question and answer; the lead quotes who is asked": (
        (
            "قال المتحدث باسم البلدية نادر الخطيب إن الشبكة متهالكة. وفيما يلي نص الحوار:\n• متى تعود المياه؟\n"
            "●● تعود المياه بعد أسبوع.\n• ومن يدفع الثمن؟\n●● الحكومة تدفع نصف الثمن."
        ),
        [
            ("interview", None, "المتحدث باسم البلدية نادر الخطيب", "●●", "تعود المياه بعد أسبوع"),
            ("interview", None, "المتحدث باسم البلدية نادر الخطيب", "●●", "الحكومة تدفع نصف الثمن"),
        ],
    ),
    "nothing but lines; the word for the talk is the cue": (
        (
            "قال المتحدث باسم البلدية نادر الخطيب في هذا الحوار إن الشبكة متهالكة.\nمتى تعود المياه؟\n"
            "تعود المياه بعد أسبوع.\nومن يدفع الثمن؟\nالحكومة تدفع نصف الثمن.\nوهل يكفي ذلك؟\nلا يكفي ذلك أبدا."
        ),
        [
            ("interview", None, "المتحدث باسم البلدية نادر الخطيب", "الحوار", "تعود المياه بعد أسبوع"),
            ("interview", None, "المتحدث باسم البلدية نادر الخطيب", "الحوار", "الحكومة تدفع نصف الثمن"),
            ("interview", None, "المتحدث باسم البلدية نادر الخطيب", "الحوار", "لا يكفي ذلك أبدا"),
        ],
    ),
    "an interview of nobody knows whom": (
        "س: هل انتهت المعركة؟\nج: لا، لا تزال المعركة مستمرة.\nس: وما الخسائر؟\nج: خسرنا سبعة مقاتلين في يومين.",
        [
            ("interview", None, None, "ج:", "لا، لا تزال المعركة مستمرة"),
            ("interview", None, None, "ج:", "خسرنا سبعة مقاتلين في يومين"),
        ],
    ),
    "a statement, until the outlet speaks again": (
        (
            "أصدرت وزارة الدفاع بيانا جاء فيه ما يلي:\n\nإن قواتنا أسقطت ثلاث طائرات مسيرة فوق الميناء.\n"
            "ونؤكد أن المدنيين في أمان.\nوكان المتمردون هاجموا الميناء مساء الأحد."
        ),
        [
            (
                "statement",
                "وزارة الدفاع",
                "وزارة الدفاع",
                "جاء فيه ما يلي",
                "إن قواتنا أسقطت ثلاث طائرات مسيرة فوق الميناء",
            ),
            ("statement", "وزارة الدفاع", "وزارة الدفاع", "جاء فيه ما يلي", "ونؤكد أن المدنيين في أمان"),
        ],
    ),
    "a statement in quotation marks, until they close": (
        (
            'وفيما يلي نص بيان نقابة المعلمين:\n"ترفض النقابة قرار الخصم من الأجور.\nوتعلن الإضراب يومين".\n'
            "وتشهد المدارس توترا منذ بداية العام."
        ),
        [
            ("statement", "نقابة المعلمين", "نقابة المعلمين", "نص بيان", "ترفض النقابة قرار الخصم من الأجور"),
            ("statement", "نقابة المعلمين", "نقابة المعلمين", "نص بيان", "وتعلن الإضراب يومين"),
        ],
    ),
    "a communiqué, its issuer in the heading": (
        (
            "بيان صادر عن القيادة العامة للقوات المسلحة\n\nبسم الله الرحمن الرحيم\n"
            "تمكنت قواتنا فجر اليوم من صد هجوم للعدو، وبلغت خسائره 120 قتيلا.\nالمكتب الإعلامي للقيادة العامة"
        ),
        [
            (
                "statement",
                "القيادة العامة للقوات المسلحة",
                "القيادة العامة للقوات المسلحة",
                "بيان صادر عن",
                "تمكنت قواتنا فجر اليوم من صد هجوم للعدو، وبلغت خسائره 120 قتيلا",
            )
        ],
    ),
    "a communiqué, its issuer in the signature": (
        (
            "بيان رقم (7)\nيا أبناء شعبنا العظيم\nدمرت قواتنا خمس دبابات للعدو وبلغت خسائره 30 قتيلا.\n"
            "وما النصر إلا من عند الله\nالقيادة العامة للجيش الوطني"
        ),
        [
            (
                "statement",
                "القيادة العامة للجيش الوطني",
                "القيادة العامة للجيش الوطني",
                "بيان رقم (7)",
                "دمرت قواتنا خمس دبابات للعدو وبلغت خسائره 30 قتيلا",
            )
        ],
    ),
    "a headline, told to an outlet in marks": (
        'وزير العمل لـ"الصباح": لا نية لرفع سن التقاعد\nأكد وزير العمل منير الخالدي أن الصناديق عاجزة.',
        [("headline", "وزير العمل", "وزير العمل منير الخالدي", ":", "لا نية لرفع سن التقاعد")],
    ),
    "a ticker, told to a channel": (
        "عاجل | مصادر طبية للميادين: أربعة قتلى في غارة على دراجة نارية",
        [("ticker", "مصادر طبية", "مصادر طبية", ":", "أربعة قتلى في غارة على دراجة نارية")],
    ),
    "a statement in quotation marks that follows its noun": (
        (
            "أصدرت قيادة المنطقة العسكرية الثالثة، مساء الأحد، البيان التالي:\n"
            '"تعرضت إحدى دورياتنا لكمين في وادي الملح.\nأسفر الهجوم عن إصابة تسعة جنود".\n'
            "وتشهد المنطقة منذ أشهر مواجهات متقطعة."
        ),
        [
            (
                "statement",
                "قيادة المنطقة العسكرية الثالثة",
                "قيادة المنطقة العسكرية الثالثة",
                "البيان التالي",
                said_there,
            )
            for said_there in ("تعرضت إحدى دورياتنا لكمين في وادي الملح", "أسفر الهجوم عن إصابة تسعة جنود")
        ],
    ),
    "a statement of several, who sign after a colon": (
        (
            "بيان مشترك\nنحن الموقعين أدناه نتابع بقلق ما يتعرض له المدنيون.\nلقد وثقنا تهجير ثلاثة آلاف أسرة.\n"
            "الموقعون: هيئة محامي الجزيرة، لجنة أطباء الولاية"
        ),
        [
            (
                "statement",
                "هيئة محامي الجزيرة، لجنة أطباء الولاية",
                "هيئة محامي الجزيرة، لجنة أطباء الولاية",
                "بيان مشترك",
                said_there,
            )
            for said_there in (
                "نحن الموقعين أدناه نتابع بقلق ما يتعرض له المدنيون",
                "لقد وثقنا تهجير ثلاثة آلاف أسرة",
            )
        ],
    ),
    "a speech given in full": (
        (
            "كلمة رئيس المجلس الانتقالي بمناسبة عيد الاستقلال\nأيتها المواطنات،\n"
            "لقد حققنا هذا العام نموا بلغ خمسة في المئة.\nإن حكومتنا ستصرف الأجور قبل نهاية الشهر.\nعاش الوطن"
        ),
        [
            ("statement", "رئيس المجلس الانتقالي", "رئيس المجلس الانتقالي", "كلمة", said_there)
            for said_there in (
                "لقد حققنا هذا العام نموا بلغ خمسة في المئة",
                "إن حكومتنا ستصرف الأجور قبل نهاية الشهر",
            )
        ],
    ),
    "a headline and the line below it": (
        (
            "غوتيريش: الوضع في غزة كارثي\nالأمين العام يطالب بوقف إطلاق النار\n\n"
            "حذر الأمين العام للأمم المتحدة أنطونيو غوتيريش من انهيار النظام الصحي في غزة."
        ),
        [
            (
                "headline",
                "غوتيريش",
                "الأمين العام للأمم المتحدة أنطونيو غوتيريش",
                ":",
                "الوضع في غزة كارثي",
            )
        ],
    ),
}

# Text in which the layout says nothing, by what it guards against.
NOTHING = {
    "datelines and labels": "10:42 غزة: قصف عنيف على حي الشجاعية منذ الفجر\n"
    "10:50 تنبيه: تتغير الأرقام مع التقارير الجديدة\n"
    "11:00 المصدر: وكالات الأنباء ومواقع التواصل الاجتماعي\n11:20 الصورة: دخان يتصاعد فوق المدينة بعد الغارة",
    "headings after a time": "11:30 تاريخ المعارك: من سقوط الفاشر إلى حصار الأبيض\n"
    "11:40 قمة بغداد: القادة العرب في العاصمة",
    "offices and who holds them": "- المدير العام: أحمد سالم\n- رئيس التحرير: محمد علي عبد الله\n- المدرب: خالد منصور",
    "a heading over news of a speech": "كلمة رئيس الحكومة أمام البرلمان\nاستمع النواب أمس إلى رئيس الحكومة ساعتين.\n"
    "وانتهت الجلسة من دون تصويت.",
    "a question in a ticker": "10:42 وزير الدفاع: هل يصمد وقف النار؟\n10:50 رئيس البرلمان: متى تجرى الانتخابات؟",
    "one bullet": "- وزارة الصحة: ارتفاع حصيلة القصف إلى 40 قتيلا",
    "rhetorical questions": "لماذا فشلت الهدنة؟\nلأن أحدا لم يلتزم بها.\nومن المستفيد؟\n"
    "تجار السلاح وحدهم.\nوماذا بعد؟\nلا أحد يعرف.",
    "a list of demands": "شمل البيان المطالب التالية:\nرفع الأجور بنسبة عشرة في المئة.\nوقف الفصل التعسفي.",
    "a heading over news of a statement": "بيان من وزارة الخارجية بشأن الحدود\nشهدت المنطقة هدوءا نسبيا أمس.\n"
    "وعبر المئات الحدود.",
    "the outlet's word for a statement": "كتبت عن البيان الذي صدر أمس:\nأظن أن الحكومة أخطأت حين رفعت الدعم.",
    "a letter that is a name's": "ج. ك. رولنغ كاتبة بريطانية.\nس. ص. شاعر مصري.",
    "a place as a headline's label": "موسكو: أمطار غزيرة تغرق شوارع وسط المدينة\nأغرقت الأمطار شوارع موسكو.",
    "a byline": "الجريدة - الرباط: سامي الحداد\nتغطي الجريدة اليوم أخبار الرباط.",
}
LAYOUT = {"ticker", "interview", "statement", "headline"}


def article(text: str) -> Document:
    return Document.from_text("a", text, "ar")


def said(claims: list[Claim]) -> list[Said]:
    return [
        (
            c.found.rule,
            c.source.mention.exact if c.source.mention else None,
            c.source.name,
            c.cue.exact,
            " ".join(part.exact for part in c.content),
        )
        for c in claims
        if c.found is not None and c.found.rule in LAYOUT
    ]


@pytest.mark.parametrize("case", FOUND)
def test_what_the_layout_says(case: str) -> None:
    text, wanted = FOUND[case]
    assert said(RULES.extract(article(text))) == wanted


@pytest.mark.parametrize("case", NOTHING)
def test_what_the_layout_does_not_say(case: str) -> None:
    assert said(RULES.extract(article(NOTHING[case]))) == []


@pytest.mark.parametrize("case", FOUND)
def test_the_trained_extractor_finds_the_same(case: str) -> None:
    text, wanted = FOUND[case]
    claims = learned_extractor().extract(article(text))
    assert said(claims) == wanted
    contents = [(c.content, c.source.name) for c in claims]
    assert len(set(contents)) == len(contents)
    assert len({c.id for c in claims}) == len(claims)


def test_claims_inside_are_nested_and_own_words_about_saying_are_no_claim() -> None:
    text = "أصدر مجلس القبائل بيانا جاء فيه:\nقال المبعوث إن الحدود مفتوحة، ونحن ندين الاعتداء.\nونؤكد أن الطرق آمنة."
    claims = RULES.extract(article(text))
    outer = next(c for c in claims if c.found is not None and c.found.rule == "statement")
    inner = [c for c in claims if c.within]
    assert [(c.cue.exact, c.within) for c in inner] == [("قال", outer.id)]


def test_who_is_unknown_is_uncertain_and_who_passes_on_is_named() -> None:
    unknown = RULES.extract(article(FOUND["an interview of nobody knows whom"][0]))
    assert all(c.source.uncertain and c.source.kind == "unnamed" for c in unknown)
    (relayed,) = RULES.extract(article(FOUND["breaking news, passed on"][0]))
    assert [relay.name for relay in relayed.relayed_by] == ["رويترز"]


def test_questions_claim_nothing() -> None:
    text, _ = FOUND["names for question and answer"]
    assert all("؟" not in text[c.cue.start : c.content[-1].end + 1] for c in RULES.extract(article(text)))


@pytest.mark.parametrize(
    "line",
    [
        "10:42 الجيش: قصفنا الميناء\n",
        "س: متى؟\nج: غدا في الصباح الباكر\n",
        "بيان صادر عن الجيش\nقواتنا بخير وعافية.\n",
        "”" * 99,
    ],
)
def test_time_is_linear(line: str) -> None:
    RULES.extract(article(line * 10))
    start = time.process_time()
    RULES.extract(article(line * 2000))
    assert time.process_time() - start < 20
