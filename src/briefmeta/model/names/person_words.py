"""The words by which the names of people are read: tables only, in many languages.

No table lists a known person. Unless it says otherwise, a table is compared without case and accents (``unaccented``).
"""

from __future__ import annotations

from typing import Final

from briefmeta.text.characters import exact_words, word_set

# Common given names, by which "Jean Bank" is told from "World Bank" and "Doe, Jane" from two people.
GIVEN_NAMES: Final = word_set("""
    aaron abdul abigail adam adrian agnes ahmad ahmed aisha alan albert alejandro alejandra alessandro alex
    alexander
    alexandra alexis alfred ali alice alicia alison allison amanda amelia amina amy ana anastasia andre
    andrea andreas
    andrei andres andrew angela angus anita ann anna anne anne-marie annette anthony antoine anton antoni
    antonio antonia
    arthur asif audrey barbara beatrice ben benjamin bernard bernd beth bill bjorn bob boris brian bruce
    bruno camille
    carl carla carlo carlos carmen carol carolina caroline catherine cecilia celeste celine charles
    charlotte chiara
    chris christian christina christine christoph christophe christopher claire clara claude claudia
    clemens colin
    craig cristina cynthia daniel daniela daniele danielle david dawn deborah denis dennis diana diane
    dieter diego dirk
    dmitri dmitry dominic dominique donald dorothy douglas edith eduardo edward elena eleni eli elisa
    elisabeth elizabeth
    ella ellen emily emma emmanuel enrique eric erik ernst esther eva evelyn fatima federico felipe felix
    ferdinand
    fernando fiona florian frances francesca francesco francis francisco francois francoise frank franz
    fred frederic
    frederick friedrich gabriel gabriela gabriele gareth gary geoffrey george georg georges gerald gerard
    gerhard
    gilles giorgio giovanni giulia giuseppe gordon graham greg gregory guido guillaume gustav guy hannah
    hans hassan heather
    heidi heinrich heinz helen helena helene helga henri henry herbert hiroshi horst howard hugo hussein
    ian ibrahim
    igor ines inga ingrid irene iris isaac isabel isabelle ivan jack jackie jacob jacqueline jacques jakob
    james jan jane
    janet janine jason javier jay jean jeanne jeff jeffrey jennifer jens jeremy jerome jesper jessica jesus
    jim joan
    joanna joao joaquin joe joel johan johann johanna johannes john jon jonas jonathan jorg jorge jose
    josef joseph
    joshua juan juana judith julia julian juliana julie julien jurgen justin karen karin karl karl-theodor
    katarina kate
    katharina katherine kathleen kathryn katja keith kelly kenneth kevin kim klaus konrad kristin kristina
    lars laura
    laurence laurent lauren leah lena leo leon leonard leonardo leslie liam lilian linda lisa lorenzo louis
    louise luca
    lucas lucia lucy luigi luis luisa luiz luke madeleine magdalena manfred manuel marc marcel marco marcos
    marcus
    margaret margarita maria marianne marie marina mario marion marjorie mark markus marta martha martin
    martina mary
    massimo mateo mathias mathieu matteo matthew matthias maurice max maximilian maya megan melanie melinda
    michael michal
    michel michele michelle miguel mike mikhail mohamed mohammad mohammed monica monika muhammad mustafa
    nadia nancy
    natalia natalie natasha nathan nathalie nicholas nick nicola nicolas nicole nigel nikolai nina nora
    norbert oleg
    oliver olivia olivier olga omar oscar otto pablo pamela paola paolo pascal patricia patrick paul paula
    paulo pavel
    pedro penelope peter petra phil philip philippe phillip pierre piotr rachel rafael rainer ralf ralph
    ramon raphael
    raul raymond rebecca regina renata rene ricardo richard rita robert roberta roberto robin rodrigo roger
    roland rolf
    roman ronald rosa rosemary ross roy rudolf russell ruth ryan sabine sally sam samantha samuel sandra
    santiago sara
    sarah scott sean sebastian sergei sergey sergio sharon sheila silvia simon simone sofia sonia sophie
    stacy stanley
    stefan stefania stefano steffen stella stephan stephanie stephen steve steven stuart susan susanna
    susanne svetlana
    sven sylvia sylvie tamara tanja tania tara tatiana teresa terry theodore theresa thierry thomas tim
    timothy tobias
    tom tomas tony tracy ulrich ulrike ursula valentina valerie vanessa vera veronica victor victoria
    vincent viktor
    vincenzo virginia vladimir walter wendy werner wilhelm william wolfgang xavier yann yasmin yuri yusuf
    yves zoe
    alan alfonso alonso alvin arnold arturo brad brenda cameron carolyn charlie christelle cliff clara dale
    dan danny debbie derek diana don dorothea duncan earl eddie edgar edna edwin eileen ernest estelle
    eugene fred gilbert gina gladys glenn guillermo gunnar harold harriet harry hector henrik herman hilda
    holger jerry jill jimmy jon joyce juanita julio kathy ken lawrence lewis lloyd lois lorraine louis lynn
    mamadou marcia marvin maureen mette montserrat monserrat neil norma norman nuria oscar oumar per phyllis
    ralph randall randy ray rob robb ron rosalind roy russ ruben sadie seth shirley sid sue ted tim todd
    tommy trevor vernon vivian wanda wayne wendell willem wilma yolanda
    александр алексей анатолий андрей анна антон борис валентина василий виктор владимир галина георгий
    дмитрий евгений
    екатерина елена иван игорь ирина константин мария михаил наталья николай олег ольга павел петр сергей
    татьяна юрий
    γιωργος μαρια ιωαννης νικος ελενη κωστας δημητρης
    محمد أحمد علي حسن حسين فاطمة عمر يوسف مريم خالد إبراهيم محمود
""")

# What follows Maria in given names: Maria de Lurdes, María del Carmen.
DEVOTIONS: Final = word_set("""
    amparo angeles assuncao carmen conceicao concepcion dolores dores fatima gloria graca gracas gracia jesus
    jose lourdes lurdes luz mar mercedes nieves penha piedade pilar remedios rocio rosario socorro soledad
""")

# Titles before a name, compared without dots; they are left out of names.
HONORIFICS: Final = word_set("""
    dr prof professor mr mrs ms mx miss mister sir dame lord lady hon rev fr amb ambassador gen lt col maj
    capt cpt cdr adm
    brig sgt sen rep gov doctor docteur drs dra ing dipl-ing mag pd priv-doz univ-prof
    herr frau mme mlle monsieur madame dott dottssa profssa sra srta senor senora shri smt haji hj
    baroness viscount viscountess
    проф док акад academician
""")

# Titles before a name that no body's name begins with.
PEERS: Final = word_set("lord lady sir dame baroness viscount viscountess")

# What follows a German title and is part of it: Dr. med., Dr. rer. nat., Dr. h. c.
TITLE_TAILS: Final = word_set("""
    med rer nat phil jur iur oec pol agr sc h c hc habil mult
""")

# Degrees, orders and ranks after a name, compared without dots; they are left out of names.
DEGREES: Final = word_set("""
    phd dphil md msc mba mph mpa mpp mphil mfa bsc jd llm llb edd esq esquire rn bsn msn dds dvm facs frcp
    frs obe
    cbe mbe kbe scd dsc drph drsc pharmd psyd cpa cfa meng mres habil sj osb usaf usn usmc
""")

# What somebody is, after a name: Jane Roe, Senior Fellow. They are left out of names.
POSITIONS: Final = word_set("""
    adviser advisor analyst ambassador assistant associate chair chairman chairwoman chairperson consultant
    coordinator correspondent director economist editor engineer expert fellow head lawyer lecturer manager
    minister officer president professor rapporteur researcher scholar scientist secretary specialist
    statistician student commissioner governor
    directeur directrice chercheur chercheuse president presidente professeur economiste charge chargee
    director directora investigador investigadora profesor profesora economista presidenta
    leiter leiterin direktor direktorin wissenschaftler wissenschaftlerin professorin mitarbeiter
    mitarbeiterin prasident prasidentin
""")
RANKS: Final = word_set("""
    acting adjunct assistant associate chief co co-director deputy distinguished emeritus executive former
    founding general junior lead managing nonresident non-resident principal program programme senior staff
    visiting vice postdoctoral doctoral phd
""")

# What tells generations apart, compared without dots; the numerals count in capitals only.
SUFFIXES: Final = word_set("jr sr jnr snr 2nd 3rd 4th ii iii iv vi vii viii")
NUMERALS: Final = word_set("ii iii iv vi vii viii")
# Portuguese and the like: a word of kinship that ends the family name and is no name by itself.
KINSHIP: Final = word_set("""
    filho neto júnior junior sobrinho netto
""")

# Lower-case words that stand inside the names of people: particles and words for "and". Compared as they are.
PARTICLES: Final = frozenset(
    exact_words("""
    aan af al an ap av bin bint ben ibn abu abd da das de de' de’ degli dei del dela dell della delle dello
    den der des di do dos du e el i in la las le les lo los op ould ten ter te tot und van vom von y ye zu
    zum zur wa ole arap ag mint 't 's ’t ’s et and
""")
)

# Particles that fall away where the family name stands alone (German, Scandinavian), and what follows them.
DROPPING: Final = frozenset(
    exact_words("""
    von vom zu zum zur af av
""")
)

GERMAN_ARTICLES: Final = frozenset(
    exact_words("""
    der dem den und zu zum zur
""")
)

# Capital words that family names begin with. Compared as they are.
FAMILY_BEGINNINGS: Final = frozenset(
    exact_words("""
    Van Von Vom Zu De Del Dela Della Delle Di Da Das Dos Do Du Des Le La Les Lo Los Las Mac Mc Saint Sainte
    St St. Ste Ben Bin Ibn Abu Abou Al El Ould Ter Ten Den Der Fitz Ó Ní Nic Uí Ap Ab Af בן בר
""")
)

ARABIC_PARTICLES: Final = frozenset(
    exact_words("""
    بن بنت ابن أبو ابو آل
""")
)

# Chinese family names of two characters, and the common ones of one.
COMPOUND_CHINESE: Final = frozenset(
    exact_words("""
    欧阳 歐陽 司马 司馬 诸葛 諸葛 上官 司徒 东方 東方 夏侯 皇甫 尉迟 公孙 公孫 慕容 令狐 宇文 长孫 长孙
    端木
""")
)

CHINESE: Final = frozenset(
    exact_words("""
    王 李 张 張 刘 劉 陈 陳 杨 楊 黄 黃 赵 趙 吴 吳 周 徐 孙 孫 马 馬 朱 胡 郭 何 林 罗 羅 郑 鄭 梁 谢 謝
    宋 唐 许 許 韩 韓 冯 馮 邓 鄧 曹 彭 曾 肖 萧 蕭 田 董 潘 袁 蔡 蒋 蔣 余 于 杜 叶 葉 程 魏 苏 蘇 吕 呂
    丁 任 卢 盧 姚 沈 钟 鍾 姜 崔 谭 譚 陆 陸 范 汪 廖 石 金 韦 韋 贾 賈 夏 付 方 邹 鄒 熊 白 孟 秦 邱 侯
    江 尹 薛 闫 段 雷 龙 龍 黎 史 陶 贺 賀 毛 郝 顾 顧 龚 龔 邵 万 萬 覃 武 钱 錢 戴 严 嚴 莫 孔 向 常 汤
    湯 习 習 温 溫 康 施
""")
)

# Korean family names of two syllables.
COMPOUND_KOREAN: Final = frozenset(
    exact_words("""
    남궁 황보 제갈 사공 선우 독고 서문
""")
)

# What Japanese given names end in, by which four Han characters are read as two and two.
JAPANESE_ENDS: Final = frozenset(
    exact_words("""
    郎 子 美 一 二 三 夫 雄 男 介 助 樹 也 太 人 彦 恵 香 奈 代 江 枝 之 平 司 志 治 造 蔵 輔 哉 斗 翔 義
    隆 弘 明 博 浩 幸 豊
""")
)

# Family names of two and three letters, in Latin script: capitals of these are not initials.
SHORT_ASIAN: Final = word_set("""
    li wu xi xu yu hu lu ma he liu kim lee ng ho wei sun zhu gao lin luo guo yao cai cao dai du fan gu han
    jin lai qin ren tan tao wan yan ye yi yin mao fu le vu vo do ly bui ngo oh cho yun mo bai hou kong
""")

# Vietnamese family names, known as such by the middle name that follows.
VIETNAMESE: Final = word_set("""
    nguyen tran le pham hoang huynh phan vu vo dang đang bui do đo ho ngo duong dương ly
""")

# Common Spanish family names that do not end in -ez; before another one they begin a double family name.
SPANISH_FAMILY: Final = word_set("""
    garcia castro diaz ruiz moreno munoz alonso navarro torres romero gil serrano molina delgado ortega
    rubio ortiz marin castillo santos cruz flores herrera rojas mendoza vargas silva rivera aguilar medina
    reyes guerrero vega morales ramos soto contreras espinoza salazar salinas fuentes campos acosta valdes
    figueroa pena cabrera rios leon mora
""")
