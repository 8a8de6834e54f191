"""Tells by its grammar that a sentence asks for nothing to be done.

A second opinion on what a model wrote, not a parser: it speaks only where an ending or the order of
words leaves no doubt. It says nothing of polite requests that look like questions ("꺼 줄래?",
"can you turn it off?"), of wishes ("켰으면 좋겠어", "너무 어두워졌어"), or of what it cannot tell.
Of several sentences or clauses each has to be of that kind: "끄지 말고 줄여 줘" asks for something.
"""

import re
from typing import Literal

Mood = Literal["prohibition", "negation", "question", "report", "supposition", "account"]
"""Why nothing is asked for: forbidden, denied, asked about, told of others, imagined, told."""


def mood_of(text: str) -> Mood | None:
    """Return why a (cleaned) text asks for nothing; None: it may well ask for something.

    >>> mood_of("엄마가 불 끄래?"), mood_of("불 끄지 마"), mood_of("불 좀 꺼 줄래?")
    ('report', 'prohibition', None)
    >>> mood_of("Did you lock the door?"), mood_of("Could you lock the door?")
    ('question', None)
    >>> mood_of("Don't turn it off"), mood_of("Don't turn it off. Dim it.")
    ('prohibition', None)
    >>> mood_of("don't turn it off, I'm still watching"), mood_of("don't turn it off, dim it")
    ('prohibition', None)
    """
    if _QUOTED.search(text):
        return None
    plain = text.strip().casefold()
    is_korean = _HANGUL.search(plain) is not None
    cuts = _CLAUSES if is_korean else _SENTENCES
    parts = [part for part in cuts.split(plain) if part.strip(" ,.!?…")]
    moods = [_korean(part) if is_korean else _english(part) for part in parts]
    return moods[0] if moods and None not in moods else None


_QUOTED = re.compile(r"[\"“”「『]|(?<!\w)['‘]|['’](?!\w)")
_SENTENCES = re.compile(r"(?<=[.!?…;])\s+")
_CLAUSES = re.compile(r"(?<=[.!?…;,])\s+")
_HANGUL = re.compile("[가-힣]")

# --- Korean: the last word decides ---------------------------------------------------------------

_KO_STEM = (
    "(?:끄|켜|열|닫|틀|돌리|잠그|줄이|올리|내리|높이|낮추|키우|맞추|바꾸|넣|빼|지우|멈추|누르"
    "|건드리|손대|시작하|추가하|작동하|가동하|예약하|놓|두|풀|하|넘기)"
)
_KO_DONE = (
    "(?:껐|켰|열었|닫았|틀었|돌렸|잠갔|잠궜|줄였|올렸|내렸|높였|낮췄|키웠|맞췄|바꿨|넣었|멈췄"
    "|눌렀|놨|놓았|뒀|두었|꺼졌|켜졌|열렸|닫혔|잠겼)"
)
_KO_WILL = "(?:끌|켤|열|닫을|틀|돌릴|잠글|줄일|올릴|내릴|높일|낮출|맞출|바꿀|넣을)"
_KO_PEOPLE = (
    "(?:엄마|아빠|어머니|아버지|할머니|할아버지|언니|누나|형|오빠|동생|막내|아내|와이프"
    "|남편|아들|딸|애들|아이들|친구|이모|삼촌|고모|선생님|기사님|사장님|관리실|관리사무소|뉴스|유튜브|설명서|누)"
)
_KO_OUTSIDE = "(?:윗집|옆집|앞집|아랫집|이웃|사람들|카페|회사|학교|식당|버스|기사님)"

_KO_WISH = re.compile(
    "줘|주세|주십|주실|줄래|줄수|줄레|주면|주라|주겠|주시겠|주시면|부탁|바랍|싶|으면좋|면좋|으면해|자$"
)
"""What makes a question a request."""
_KO_SOFT = re.compile("좀|혹시")
"""What makes asking whether one may ("좀 켜도 될까요?") a request."""
_KO_LOOSE = re.compile("너무|이렇게|잘못|실수|다시|덜|그만|빼고|말고|대신")
"""What may make a statement one that wants something."""
_KO_ORDER = re.compile(
    rf"(?:{_KO_STEM}고|{_KO_STEM}며)(?![가-힣]*(?:있|잤|자는|나왔|나갔))"
    r"|(?:꺼|켜|열어|닫아|틀어|올려|내려|맞춰|잠가|돌려|줄여|키워|높여|낮춰|바꿔)"
    r"(?=[\s,]+)(?!\s*(?:놓|놔|두|둬|주|버|보|봐|있|져|달|라))"
    r"|(?:줘|주세요|줄래)(?=[\s,])|는데[\s,]|도 ?되"
)
"""A clause before the last one that asks for something: "거실은 끄고", "거실은 꺼, ..."."""


def _korean(sentence: str) -> Mood | None:
    is_asked = "?" in sentence
    compact = re.sub(r"[^가-힣a-z0-9]", "", sentence)
    if _is_prohibition(sentence, compact) and not (is_asked and "면안" in compact):
        return "prohibition"
    if _KO_RELAYED.search(compact):
        return None
    for mood, pattern in _KO_MOODS:
        if pattern.search(compact):
            return mood
    if _KO_NOT.search(sentence):
        return "negation"
    if _KO_WISH.search(compact):
        return None
    is_question = any(pattern.search(compact) for pattern in _KO_QUESTIONS)
    if is_question or (is_asked and _KO_ASKED.search(compact)):
        return None if _KO_SOFT.search(compact) else "question"
    if not _KO_LOOSE.search(compact) and _KO_TOLD.search(compact):
        return "account"
    return None


def _is_prohibition(sentence: str, compact: str) -> bool:
    found = _KO_FORBIDDEN.search(compact)
    return found is not None and not _KO_ORDER.search(sentence) and not _KO_REMIND.search(compact)


_KO_NOT = re.compile(
    rf"(?<!\S)안 (?:[가-힣]+\s?도 ?(?:돼|됩니다|괜찮)[가-힣]{{0,3}}"
    rf"|(?:쓸|할|볼|{_KO_WILL}) ?(?:래|래요|거야|거예요|게|게요)"
    rf"|{_KO_DONE}(?:어|어요|는데|는데요|거든|거든요|다고)|했(?:어|어요))[.?!,]*$"
)
_KO_FORBIDDEN = re.compile(
    rf"(?:{_KO_STEM}|주)지(?:는|도|를|좀)?"
    "(?:마|마라|마요|마세요|마시오|마십시오|말아|말아라|말아요|말자|맙시다"
    "|말아(?:줘|줘요|주세요|주라|줄래|줄래요|주실래요|주시겠어요|주십시오)"
    "|말라니까|말라니까요|말라고(?:했잖아|했지|했는데|몇번을말해)?|말도록(?:해|하자|해줘)?)$"
    "|(?:끄|켜|열|닫으|틀|돌리|바꾸|넣으|빼|만지|놓으|두)면안(?:돼|돼요|됩니다|되지|된다|된다고)$"
    "|기만해봐(?:라|요)?$|라는(?:소리|말)(?:좀)?그만(?:해|하세요|해줘)?$"
)
_KO_REMIND = re.compile("(?:잊|까먹|빼먹|깜빡하|놓치)지")
_KO_RELAYED = re.compile("(?:전해|알려|깨워|말해)달(?:래|라)")
"""Told by somebody else, but for the house to say: "남편이 밥 먹으라고 전해 달래"."""
_KO_MOODS: tuple[tuple[Mood, re.Pattern[str]], ...] = (
    (
        "negation",
        re.compile(
            "(?:고싶지(?:는|가)?않(?:아|아요|은데|습니다)|지(?:는|를)?않았(?:어|어요|지|는데)"
            "|(?:적|기억)(?:이|은)?없(?:어|어요|는데|는데요|거든|습니다|다고)"
            f"|{_KO_WILL}필요(?:가|는|도|까진|까지는)?없(?:어|어요|을것같아|습니다|다|지)"
            "|(?:라는|는|은|단)(?:게|건|거|말|말이|말은|뜻|뜻이|뜻은)"
            "(?:아니야|아니에요|아냐|아니었어|아닌데))$"
        ),
    ),
    (
        "report",
        re.compile(
            "(?:(?:끄|켜|닫으|돌리|잠그|줄이|올리|내리|높이|낮추|맞추|바꾸|달|말|하)래(?:요)?"
            f"|(?:{_KO_STEM}(?:으)?|달)라(?:던데|던데요|더라|더라고|더라고요|네|네요|시네|십니다)"
            f"|{_KO_DONE}(?:대|대요|다던데|다더라|다네)"
            f"|{_KO_OUTSIDE}(?:은|는|이|가|에서)[가-힣]*다(?:니까|더라|더라고)(?:요)?"
            "(?:아주|참|정말|글쎄|진짜)?"
            f"|{_KO_STEM}고[가-힣]*(?:겠|신|는|한|간|온|본|잔)대(?:요)?"
            "|고싶어(?:해|해요|하셔|하세요|하네|하더라|한대|하던데)|고싶(?:대|대요|다던데|다더라|다네)"
            "|(?:라고|자고|다고|냐고)하(?:셨어|셨어요|셨는데|시던데|시더라|시네"
            "|더라|더라고|던데|던데요|네|네요))$"
            f"|{_KO_PEOPLE}(?:이|가|은|는|께서|에서)[가-힣]*(?:라고|자고|다고|냐고)"
            "(?:했어|했어요|했었어|했대|그랬어|말했어|시켰어|방송했어|써있어|적혀있어|하셔|해)$"
            f"|{_KO_PEOPLE}(?:이|가|은|는|께서)[가-힣0-9]*{_KO_WILL}(?:거야|거예요|거래|거라고했어)$"
        ),
    ),
    (
        "supposition",
        re.compile(
            "더라면|뻔했(?:어|어요|지|다|네)$"
            "|(?:았|었|했|켰|껐|렸)다면[가-힣]*(?:을까|텐데|겠지|을거야)$"
            "|(?:켰|껐|렸|었|았)으면[가-힣]*(?:시원했|따뜻했|조용했|됐|말랐)(?:을|겠)(?:텐데|다|지|거야)$"
            f"|{_KO_STEM}(?:으)?면(?![가-힣]*(?:시원|따뜻|따듯|밝|좋|편할|나을|예쁠|아늑|괜찮))"
            "[가-힣]*것같(?:아|아요|은데|은데요|네)$"
            f"|{_KO_STEM}(?:으)?면[가-힣]*(?:보여|들려|추워|더워|시끄러워|어두워|답답해|무서워|눈부셔|느려|나빠져|비싸져)"
            "(?:요|서요|지|네)?$"
            f"|{_KO_STEM}(?:으)?면[가-힣]*(?:겠지|어떡하지|어쩌지|얼마나나올까|어떻게돼)$"
            f"|{_KO_PEOPLE}(?:이|가)[가-힣]*(?:{_KO_DONE}|다녔|나갔)으면좋겠(?:다|어|어요|는데)$"
            f"|{_KO_PEOPLE}(?:이|가)[가-힣]*{_KO_DONE}으면좋겠는데[가-힣]*안[가-힣]+$"
            f"|누가{_KO_OUTSIDE}[가-힣]*으면(?:|좋겠다|좋겠어|좋겠는데|해)$"
            "|저절로[가-힣]*면[가-힣]*겠(?:다|네|어|지)$"
            f"|{_KO_OUTSIDE}(?:이|가|에서)[가-힣]*으면(?:|좋겠다|좋겠어|좋겠는데|했어)$"
        ),
    ),
    (
        "account",
        re.compile(
            f"(?:내가|제가|직접)[가-힣]*{_KO_WILL}(?:게|게요|거야|겁니다)$"
            f"|{_KO_STEM}러(?:갔어|갔어요|갔다|가셨어|가셨어요)$"
            f"|{_KO_STEM}는중(?:이야|이에요|이다)$|기로했(?:어|어요|지|는데)$"
            f"|{_KO_STEM}려다가?(?:말았|관뒀)(?:어|어요|지)$"
            f"|(?:{_KO_PEOPLE}|우리애|애기|아이|나|저|우리)(?:이|가|은|는)(?:항상|늘|맨날|보통|자주|원래)"
            "|사람(?:이|은)?따로있(?:지|고|네|나)$"
            "|(?:놓고|놓은채|두고|둔채)(?:아무도)?안[가-힣]{1,3}(?:네|네요|잖아|잖아요|더라)$"
            "|(?:놓고|두고)(?:잤|잤었|잠들었|깜빡잠들었|샤워했|외출했었)(?:어|어요|지|네)$"
        ),
    ),
)
_KO_QUESTIONS = (
    re.compile(
        f"{_KO_WILL}까말까$"
        "|도(?:되나|되나요|되려나|되니|되냐|될까|될까요|되는거야|괜찮을까|괜찮을까요)$"
    ),
    re.compile("뭐라고(?:했어|하셨어|그래|해)$|^(?:너는?|넌|네가|니가)왜|^아무도[가-힣]*안"),
    re.compile("야(?:하나|되나|하나요|되나요|할까|될까|할까요|하는거야|되는거야)$"),
    re.compile(
        "(?:져|려|혀|겨|고)있(?:나|나요|니|냐|는거야|는지알아|던가)$"
        f"|{_KO_DONE}(?:나|나요|니|냐|던가|더라|는지알아)$"
    ),
    re.compile(
        f"(?:누가|언제|몇시에|어떻게)[가-힣]*(?:{_KO_DONE}(?:어|어요|지|을까|던데)|는거야)$"
        "|왜[가-힣]*(?:껐어|꺼졌어|켜졌어|열렸어|닫혔어|꺼져|켜져|꺼져있어|켜져있어)$"
    ),
)
_KO_ASKED = re.compile(
    "도(?:돼|돼요|됩니까|괜찮아|괜찮아요)$|야(?:해|돼|해요|돼요|하지|되지)$"
    f"|(?:져|려|혀|겨|고)있(?:어|어요)$|{_KO_DONE}(?:어|어요|지|죠|습니까)$"
    "|(?:목록|리스트)에[가-힣0-9]*있(?:어|어요|나|나요|니|냐|습니까|지)$"
    "|면[가-힣]*(?:추울까|더울까|안될까|덜나와|많이나와|소용없나)$"
    "|도[가-힣]*안(?:꺼져|켜져|열려|닫혀)(?:요)?$"
    f"|{_KO_STEM}(?:으)?면(?![가-힣0-9]*(?:켜|꺼|끄|열|닫|틀|올려|내려|맞춰|돌려|줄여|잠가|줘|좋|되|돼|될|어때|어떨))"
    "[가-힣0-9]+$"
    f"|{_KO_PEOPLE}(?:은|는|이|가|께서)[가-힣0-9]*(?:셔|셔요|세요|시나|시나요|시니)$"
    "|(?:모드|장면)(?:로|으로)?(?:하면|켜면)[가-힣]*(?:져|돼|뭐야|해)$"
)
_KO_TOLD = re.compile(
    "(?:어제|그저께|아까|방금|지난|작년|예전|벌써|이미|그때|내가|제가|아무도|누가|아직안"
    f"|{_KO_PEOPLE}(?:가|이|는|은))[가-힣0-9]*{_KO_DONE}"
    "(?:어|어요|습니다|지|거든|거든요|네|다|더라|었어|었지|더니춥더라|고잤어|고잤었지)$"
    f"|더라(?:고|고요|구)?$|{_KO_DONE}는지(?:모르겠어|모르겠네|기억이안나|헷갈려)$"
)

# --- English: the first words decide -------------------------------------------------------------

_EN_VERB = (
    "(?:turn|switch|open|close|shut|lock|unlock|start|run|touch|change|set|play|add|remove|activate"
    "|dim|raise|lower|mow|move|mute|unmute|pause|put|crank|increase|decrease)"
)
_EN_DONE = (
    "(?:turned|switched|opened|closed|shut|locked|unlocked|started|ran|changed|set|played|added"
    "|removed|activated|dimmed|raised|lowered|moved|muted|paused)"
)
_EN_DOING = (
    "(?:turning|switching|opening|closing|shutting|locking|unlocking|starting|running|changing)"
)
_EN_PERSON = (
    r"(?:he|she|they|mom|mum|dad|grandma|grandpa|granny|somebody|someone|nobody|no one|anyone"
    r"|(?:my|our|his|her) (?:mom|mum|mother|dad|father|wife|husband|partner|brother|sister|son"
    r"|daughter|kids?|roommate|flatmate|boss|neighbou?rs?|landlord|doctor|friends?|parents)"
    r"|the (?:kids|children|neighbou?rs?|landlord|doctor|teacher|plumber|electrician|manual"
    r"|guy[a-z ]*|cafe|baby|nanny|cleaner))"
)
_EN_LEAD = re.compile(
    r"^(?:(?:hey|hi|ok|okay|oh|um|uh|well|so|please|but|and|hmm|apparently|sorry|wait"
    r"|olly|alexa|siri|google|jarvis|computer|ondol)[ ,]+|no, "
    r"|whatever you do,? )+"
)
_EN_THANKS = re.compile(r",? (?:please|thanks|thank you)$")
_EN_IF = re.compile(
    rf"^if (?:i|we|someone|somebody) (?:had )?(?:{_EN_DONE}|left)\b[^,]*,"
    r" (?:would (?!you)|(?:i|it|we|they|the \w+) (?:would|might|could)\b)"
    rf"|^if (?:i|we|someone|somebody) (?:had )?(?:{_EN_DONE}|left)\b[^,]*,"
    r" (?:would|will|could) you (?:notice|know|see|hear|care|reali[sz]e)\b"
    rf"|^if only {_EN_PERSON} would\b|^had (?:i|we|you) {_EN_DONE}\b[^,]*,[^,]*\bwould\b"
)
_EN_REASON = re.compile(
    r",? (?:because )?(?:the|my|our|it|he|she|they|we|there|i|you)\b(?: \w+)?"
    r"(?:'s|'re|'m|'ve| am| is| are| was| were| have| has)\b[^,;]*$"
)
"""Why something is forbidden: "..., the kids are in the kitchen"."""
_EN_WHENEVER = re.compile(
    rf"^(?:every time|each time|whenever) (?:i|we|they|someone|somebody) {_EN_VERB}\b[^,]*,"
    r" (?:the|my|our|it|i|we|they|he|she) "
    r"(?!.*\b(?:should|must|need|needs|has to|have to|please)\b)"
    r"|^(?:the|my|our|this|that|his|her|it) "
    r"(?!.*\b(?:should|must|need|needs|has to|have to|please)\b)"
    rf"[\w' ]+ (?:every time|each time|whenever) (?:i|we|they|you|someone|somebody) {_EN_VERB}\b"
    rf"|^{_EN_PERSON} would (?:rather|prefer to) (?:{_EN_VERB}|keep|leave|have)\b"
)
_EN_ABLE = re.compile(
    rf"^are you able to {_EN_VERB} (?!(?:the|my|our|your|all|this|that|it|these|those)\b)\w+s$"
    r"|^(?:can|could|will|would) (?:the|my|our) [\w ]+ (?:run|work|last) (?:all|over|for|without)\b"
    r"|^(?:will|would) (?:the|my|our|it|this|that) [\w' ]+ (?:if|when|while)"
    r" (?:i|we|they|someone)\b"
)
"""Asks what you or a thing can do in general, or would: doors, all night, if I open it."""
_EN_WISH = re.compile(
    r"\b(?:please|could you|can you|would you|will you|can we|could we|if so|so that|mind|possible"
    r"|able to|any way|any chance|how about|what about|why not|why don'?t|instead|forget|only|but"
    r"|rather|otherwise|if (?:i|it|they) (?:did|is|are|was|were)|play (?:it|the)|put it|let me know"
    r"|tell me|remind|wrong|until|unless|then)\b"
    rf"|[,;]|\b(?:and|so|just|or) {_EN_VERB}\b|\bso\b|\btoo\b"
)
"""What may ask for something, or another clause, which may."""

_EN_FORBIDDEN = re.compile(
    rf"^(?:i said )?(?:don'?t|do not|never)(?: you dare| ever)? {_EN_VERB}\b"
    rf"|^(?:you )?(?:must not|mustn'?t|shouldn'?t|should not|are not allowed to|aren'?t allowed to)"
    rf" {_EN_VERB}\b"
    rf"|^(?:i told you|try) not to {_EN_VERB}\b|^you (?:can'?t|cannot) {_EN_VERB}\b"
    rf"|^(?:don'?t|do not|never) let (?:\w+ ){{1,2}}{_EN_VERB}\b"
    rf"|^make sure (?:that )?(?:nobody|no one) {_EN_VERB}(?:e?s)\b"
    rf"|^(?:stop|quit) (?:turning|switching|locking|unlocking)\b|^no {_EN_DOING}\b"
    rf"|^(?:stop|quit) {_EN_DOING} .*\b(?:every|each|constantly|all the time)\b"
)
_EN_BUT = re.compile(
    r"[,;]|\b(?:but|instead|and|just|rather|only|except|unless|if|then|forget|anything but) "
    rf"|(?<!to )\b(?:{_EN_VERB}|leave|keep|make)\b"
)
_EN_MOODS: tuple[tuple[Mood, re.Pattern[str]], ...] = (
    (
        "question",
        re.compile(
            r"^(?:who(?:'s)?|whose|why(?! is it|'s it)|which|what(?:'s)?"
            r"|where(?:'s| is| are| did| does| do| was)|how (?:do|does|did|long|much|many|often)"
            r"|when (?:did|do|does|is|was|were|will|should|has|have|can))\b"
            rf".*\b(?:{_EN_VERB}|{_EN_DONE}|{_EN_DOING}|turns|left|on|off)\b"
            r"|^(?:is|are|was|were) (?:the|my|our|your|any|all|they|he|she|it (?:safe|okay|ok|true)"
            r"|that|this|mom|mum|dad)\b"
            r"|^(?:did|didn'?t|does|doesn'?t|has|hasn'?t|am|should) (?:\w|')"
            r"|^do (?:i|we|they|the kids)\b|^do you (?:think|know|usually|ever|always)\b"
            r"|^(?:is|are) [\w' ]+ on (?:the|my|our) [\w -]*list$"
            r"|^(?:can|could|will|would) .*\b(?:itself|by themselves|on its own)\b"
            r"|^have (?:you|i|we|they|any(?:one|body))\b"
        ),
    ),
    (
        "report",
        re.compile(
            rf"^(?:{_EN_PERSON}|(?!(?:i|you|we|it|please)\b)\w+)"
            r" (?:said|says|told|tells|asked|asks|claims|claimed|suggested|thinks"
            r"|keeps (?:telling|asking)) (?!(?:it|i|we) (?:is|am|are|was)\b)"
            rf"|^{_EN_PERSON} (?:wants|would like) (?:to know"
            rf"|(?:me|us|them|him|her) to {_EN_VERB})\b"
            r"|^(?:i|we|the kids) (?:was|were) told to\b|^i (?:heard|read) that\b"
        ),
    ),
    (
        "negation",
        re.compile(
            rf"^(?:i|we) (?:didn'?t|did not|haven'?t|have not|never|wouldn'?t)(?: \w+)? "
            rf"(?:{_EN_VERB}|{_EN_DONE}|ask|asked|say|said|tell|told|mean|meant)\b"
            rf"|^(?:i'?m|i am|we aren'?t|we are|i wasn'?t|i was)(?: not)? (?:not |asking you to"
            rf"|talking about )(?:{_EN_VERB}|{_EN_DOING})"
            rf"|^(?:i'?m|i am|we'?re|we are) not (?:asking|telling|going to|turning|talking)\b"
            rf"|^we aren'?t {_EN_DOING}\b"
            rf"|^(?:i|we) (?:don'?t|do not) (?:want|need) (?:you )?to {_EN_VERB}\b"
            rf"|^i (?:don'?t|do not) think (?:we|you|i) should {_EN_VERB}\b"
            rf"|^(?:you|we) (?:don'?t|do not) (?:have|need) to {_EN_VERB}\b"
            rf"|^there(?:'s| is) no (?:need|reason) to {_EN_VERB}\b"
            rf"|^(?:nobody|no one) (?:ever )?(?:has |have )?(?:{_EN_DONE}|turns)\b"
            rf"|^that doesn'?t mean {_EN_VERB}\b|^it (?:isn'?t|is not) time to {_EN_VERB}\b"
        ),
    ),
    (
        "supposition",
        re.compile(
            rf"^if (?:i|we|you|someone|somebody) (?:had )?{_EN_DONE}\b.*\b(?:would|might|could)\b"
            r"|^(?:i|we|you|they|he|she) (?:should|could|would|might)(?:n'?t| not)?"
            rf" have {_EN_DONE}\b"
            rf"|^(?:imagine if|suppose|what if) "
            r"|^(?:someone|somebody|they) (?:at|from|next) [\w' ]+ (?:ought to|should|must)\b"
            rf"|^i wish (?:i|{_EN_PERSON}) (?:had|would)\b|^i hope {_EN_PERSON} {_EN_DONE}\b"
            r"|^i wish (?!you|it|that|this|someone|somebody|i|we)\w+ would\b|^it would have been\b"
            rf"|^i wonder (?:what happens|(?:if|whether) {_EN_PERSON}) "
        ),
    ),
    (
        "account",
        re.compile(
            rf"^(?:i|we|{_EN_PERSON})(?: just| already| accidentally| never)? {_EN_DONE}\b"
            rf"|^{_EN_PERSON}(?: always| usually| often| never)? {_EN_VERB}(?:e?s)\b"
            rf"|^(?:i|we|{_EN_PERSON}) used to \w+"
            rf"|^i was {_EN_DOING}\b|^we were thinking about {_EN_DOING}\b"
            rf"|^(?:maybe )?(?:i'?ll|i will|i'?m going to|i am going to|i'?m about to|i might) "
            rf"{_EN_VERB}\b|^let me {_EN_VERB}\b.* myself\b"
            rf"|^{_EN_PERSON} (?:is going to|will|is about to) {_EN_VERB}\b"
            rf"|^(?:{_EN_PERSON}|we) (?:always|usually|never|often|likes? to|prefers? to|keeps?) "
            r"(?:turn|switch|open|close|keep|lock|leave|sleep|run)"
            rf"|^{_EN_PERSON} ever |^i (?:fell asleep|slept) |^\w+ (?:hates|loves) it when "
            rf"|^\w+ {_EN_DONE} (?:his|her|their) "
            rf"|^(?:the|my|our) [\w ]+ {_EN_DONE}\b"
            r".*\b(?:yesterday|ago|last \w+|by itself|earlier)\b"
            rf"|^i can {_EN_VERB}\b.* (?:myself|on my own)$"
            rf"|^(?:{_EN_DOING}|leaving) [\w' ]+ (?:takes|costs|makes|wakes|would be)\b"
        ),
    ),
)


def _english(sentence: str) -> Mood | None:
    plain = sentence.replace("’", "'").strip(" .!?…;")
    said = _EN_THANKS.sub("", _EN_LEAD.sub("", plain))
    found = _EN_FORBIDDEN.search(said)
    if found and not _EN_BUT.search(_EN_REASON.sub("", said[found.end() :])):
        return "prohibition"
    if _EN_IF.search(said):
        return "supposition"
    if _EN_WHENEVER.search(said):
        return "account"
    if _EN_ABLE.search(said):
        return "question"
    if _EN_WISH.search(said):
        return None
    return next((mood for mood, pattern in _EN_MOODS if pattern.search(said)), None)
