"""The words by which the names of bodies are known: tables only, by class of word, in many languages.

No table lists a known body. Words are compared without case and accents (``unaccented``); in each table the lines
follow the languages: English, French, Spanish, Portuguese, Italian, German, Dutch, and then those further away.
"""

from __future__ import annotations

from typing import Final

from briefmeta.model.names import organization_words_world as world
from briefmeta.text.characters import exact_words, word_set

# Nouns that name a kind of body and that hardly anybody bears as a name.
INSTITUTIONS: Final = (
    word_set("""
    academy administration agency alliance assembly association authority bureau cabinet coalition college
    commission committee confederation congress consortium consultancy consulting cooperative
    corporation
    council-general delegation department directorate directorate-general division embassy endowment
    enterprise
    enterprises executive faculty federation foundation foundations hospital initiative institute
    institutes institution institutions laboratories laboratory league library mission ministry movement
    municipality
    museum network networks observatory office organisation organization organisations organizations panel
    parliament
    partners partnership programme program project secretariat senate services society syndicate taskforce
    tribunal
    university association's bank's centre center centres centers team communities community clinic
    academie agence ambassade assemblee assurance autorite caisse commissariat comite conseil
    departement ecole faculte fondation gouvernement hopital institut laboratoire ministere observatoire
    organisme parlement reseau senat societe syndicat universite
    centro centros centrum agencia asamblea asociacion ayuntamiento comision consejo consejeria cooperativa corporacion
    defensoria departamento direccion embajada escuela fundacion gobierno instituto ministerio observatorio
    oficina
    organizacion organismo parlamento procuraduria secretaria senado sociedad superintendencia universidad
    associacao assembleia autoridade comissao companhia conselho direcao embaixada empresa
    escola fundacao governo organizacao prefeitura sociedade
    universidade
    agenzia ambasciata associazione autorita commissione comitato consiglio dipartimento fondazione
    istituto ministero osservatorio organizzazione segreteria senato societa universita
    akademie amt anstalt arbeitsgemeinschaft beirat arbeitsgruppe ausschuss bundesagentur bundesamt bundesanstalt
    bundesregierung bundestag forschungszentrum gesellschaft hochschule kammer kommission landtag
    ministerium regierung sekretariat stiftung universitat verband verein vereinigung vereinte zentralbank
    zentrum
    agentschap commissie dienst genootschap gemeente instituut maatschappij ministerie
    planbureau raad rekenkamer rijksdienst stichting universiteit vereniging
    departementet direktoratet foreningen instituttet institutet kommittén kommissionen ministeriet
    myndigheten
    naturvardsverket pankki regeringen riksdagen styrelsen sverige universitetet utredningsinstitut verket
    virasto
    tutkimuslaitos yliopisto keskus
    fundacja instytut komisja komitet ministerstwo osrodek polski rzad stowarzyszenie towarzystwo
    urzad
    uniwersytet ministerstvo ustav univerzita urad vlada sdruzeni nadace
    ministerul institutul universitatea agentia fundatia guvernul comisia
    miniszterium intezet egyetem hivatal alapitvany kozpont
    bakanligi bakanlik bankasi baskanligi cumhuriyet dairesi dernegi enstitusu kurumu kurulu mahkemesi
    merkezi
    mudurlugu universitesi vakfi
    kementerian kementrian lembaga universitas yayasan pusat komisi dinas
    wizara taasisi chuo benki serikali
    банк министерство институт университет фонд центр агентство организация комиссия совет служба комитет
    академия ассоциация союз общество правительство департамент группа федерация издательство партия
    компания
    управление бюро палата дума лаборатория министерства
    інститут міністерство університет рада уряд комітет спілка
    министарство институција влада универзитет съвет център
    τραπεζα υπουργειο ινστιτουτο πανεπιστημιο ιδρυμα κεντρο οργανισμος επιτροπη κυβερνηση
    البنك بنك وزارة معهد مركز جامعة منظمة مؤسسة هيئة مجلس صندوق جمعية اتحاد لجنة وكالة شركة حكومة
    المعهد المركز الجامعة المنظمة المؤسسة الهيئة المجلس الصندوق الجمعية الاتحاد اللجنة الوكالة الأمم
    وزارت دانشگاه بانک سازمان مرکز موسسه مؤسسه شورای دولت
    משרד מכון בנק אוניברסיטת מרכז ארגון מועצת ממשלת קרן אגודת
    मंत्रालय बैंक विश्वविद्यालय संस्थान आयोग परिषद
    hogskolen hogskola hojskole politeknik politecnico politechnika
    advisers advisors advocates airlines archives broadcasting campaign caucus chancellery collaboration
    collaborative collective commissioner conference conservancy constabulary consultants convention
    county gallery holdings incubator inspectorate ombudsman ombudsperson platform
    polytechnic presidency presidium province railway railways registry regulator secretariat-general
    seminary subcommittee taskforce taskforces treasury tribunal ventures
    cellule chancellerie commune communaute confederation conseil-general defenseur delegation gendarmerie
    inspection mairie mediateur prefecture presidence tresor
    alcaldia ayuntamientos comunidad contraloria corte-suprema diputacion fiscalia generalitat gobernacion
    intendencia junta municipio presidencia provincia registro sindicatura xunta
    comune comuni confederazione consorzio ente prefettura presidenza provincia regione
    bezirk bundeskanzleramt eidgenossenschaft fachhochschule kanton landkreis netzwerk
    arbeiterwohlfahrt landesregierung magistrat senatsverwaltung staatskanzlei stadtverwaltung
    inspectie provincie rechtbank waterschap
    fylkeskommune kommun kommune lansstyrelsen tilsynet kaupunki kunta
    gmina powiat prokuratura sejm wojewodztwo senat kancelaria kraj megye orszaggyules
    верховный конституционный область администрация архив прокуратура
    الجهاز جهاز ديوان الديوان دائرة الدائرة مديرية المديرية إدارة الإدارة سلطة السلطة بلدية محافظة محكمة المحكمة
    برلمان البرلمان رئاسة المنتدى منتدى شبكة الشبكة المكتب مكتب
    עיריית הלשכה רשות הרשות לשכת פורום
""")
    | world.INSTITUTIONS
)

# Nouns that name a kind of body and that people bear as a family name too.
BODIES: Final = word_set("""
    bank board brigade chamber church club command corps council court exchange force forces forum
    fund funds
    group groups guild house investment investments lab labs media mission monitor news newspaper
    nations party
    police post press publishing review school service solutions station studies studio survey synod tank
    trust union
    unit watch works working
    banque banco banca bourse centrale cour fonds groupe maison mouvement parti presse
    fondo grupo unión partido corte tribunal prensa
    gruppo partito unione
    bund fraktion gruppe haus partei rat werk
    fond riksbank riksbanken banka banken
    stadt ville ciudad bankas
    badan camara camera company dewan iroda kuria rada soud सरकार نهاد
""")

# Words that say where or how a body works and that nobody is called.
REACHES: Final = (
    word_set("""
    hm world international internationale internationaler internationales internacional internazionale
    internationaal
    internasjonal global globale mondiale mondial mundial national nationale nationaler nacional nazionale
    nationaal
    federal federale interagency intergovernmental interministerial transnational multinational worldwide
    united european europeen europeenne europaische europaischer europea europeo europeu europaisches
    bundes federaux federation international's
    международный международная международное национальный государственный федеральный всемирный всемирная
    third fourth fifth
    un eu u.s u.k u.n u.s.a usa uk asean
""")
    | world.REACHES
)

# Subjects, peoples and qualities: one is no proof, two are.
TOPICS: Final = (
    word_set("""
    accountability action administrative advanced advisory affairs african agri agricultural agriculture
    agri-food
    aid air american amnesty analysis analytics applied arab arctic army asian atlantic australian aviation
    biodiversity
    british budget business canadian capital care caribbean central chartered children child chinese
    citizens city civic
    civil climate co-operation coast commerce commercial communication communications competition conflict
    conservation consumer consumers contemporary control cooperation counter culture cultural customs cyber
    danish data defence defense democracy democratic development digital disarmament disaster disease drugs
    dutch
    eastern ecological ecology economic economics economies economy education educational election
    electoral electric
    emergency employment energy engineering enterprise environment environmental equality equity ethics
    evaluation
    evidence external family farmers finance financial finnish fisheries food foreign forest forestry
    forests freedom
    french future gender general genetic geological german governance government growth health heritage
    higher homeland housing
    human humanitarian humanities immigration impact independent indian indigenous industrial industry
    industries
    information infrastructure innovation integrity intelligence investigation investment irish islamic
    italian
    japanese joint judicial justice knowledge labor labour land law learning legal liberties livestock
    local
    management marine maritime markets medical medicine mental meteorological metropolitan middle migration
    military
    mines mining monetary natural nature naval neighborhoods northern norwegian nuclear nutrition
    occupational ocean oceans
    open operations pacific parliamentary peace peacebuilding people's petroleum philosophy physical
    planning policies
    policy political politics pollution population prevention production productivity protection public
    quality racial
    reconstruction reform refugee refugees regional relations relief renewable republic research resource
    resources
    response responsibility rights royal rural russian safety sanitation science sciences scientific
    scottish welsh
    security senior social software solidarity southern space special sport sports standards state
    statistical
    statistics strategic strategy strategies studies supreme sustainability sustainable swedish swiss
    system systems tax
    taxation technical technological technologies technology telecommunications textile tourism trade
    training
    transition transparency transport transportation treasury tropical turkish union urban vaccine veterans
    veterinary
    violence volunteer voluntary water welfare western wildlife women women's work workers youth
    catholic catholique christian evangelical evangelisch implementation jewish muslim new protestant
    affaires alimentation amenagement climat developpement durable economie
    economique economiques energie environnement etrangeres etudes europe finances francaise industrie
    international logement peche politique politiques recherche recherches sante securite sociale
    sociales solidarites statistique statistiques strategie strategique strategiques transports travail
    agricultura alimentacion ambiente asuntos ciencia ciencias comercio cultura defensa desarrollo economia
    economica
    economicas educacion empleo energia estadistica estadisticas estudios exteriores ganaderia hacienda
    industria
    innovacion investigacion investigaciones justicia medio pesca planificacion politica politicas publicas
    relaciones
    salud seguridad tecnologia trabajo transportes turismo vivienda
    agropecuaria alimentacao desenvolvimento educacao estudos estatistica fazenda pesquisa pesquisas saude
    seguranca trabalho
    affari agricoltura esteri finanze lavoro ricerca ricerche salute statistica studi sviluppo
    auswartige auswartiges bildung entwicklung ernahrung finanzen forschung frieden gesundheit
    landwirtschaft
    politik sicherheit umwelt verbraucherschutz verkehr verteidigung wirtschaft wirtschaftsforschung
    wissenschaft
    wissenschaften zusammenarbeit deutsche deutscher deutsches
    binnenlandse buitenlandse economische zaken nederlandse onderzoek volksgezondheid milieu welzijn
    исследований политики экономики науки здравоохранения обороны внутренних иностранных дел развития
    الدولي الدولية للدراسات الاستراتيجية العربية العربي الوطني الوطنية
    staff monde medecins croix-rouge roja kreuz espanola espanol italiana italiano brasileira mexicana argentina
    chilena colombiana peruana statistik poverty terrorism warfare arms weapons small
    banking banks hall carbon clean coal common corporate crime debt demographic dialogue digitalisation electricity
    equal extractive facts fair feminist fiscal gas gender home inclusive index indicators insight insights
    insurance inclusive integrated interior internal investigative investor investors journal
    jobs lending liberal maternal migrants money mobility mutual occupation oil open parents patient patients
    payments pension pensions people pharmaceutical positive poverty progressive property prosperity railways
    renewables rescue resilience risk risks robotics satellite savings sexual skills societies society solar spatial
    students surveillance teachers territorial tobacco tracker traffic trafficking treaty trends urbanism vaccines
    voices wellbeing wind
    generale generales general etat etats economiques populaire regional regionale urbain urbanisme
    cultureel economisch economisches estado estados general generales social sociaal wetenschappelijk
    wetenschappelijke
    stato sociali
    armees cohesion comptes enfance famille interieur jeunesse numerique outre-mer prospective territoires
    bienestar comunicaciones deporte deportes finanzas igualdad inclusion migraciones minas mujer mujeres obras
    petroleo produccion universidades
    cidades comunicacoes esporte financas gestao indigena integracao meio mulheres orcamento planejamento
    economica esterior giustizia infrastrutture interno istruzione trasporti
    bau digitales digitalisierung familie frauen heimat inneres jugend klimaschutz kultur senioren soziales
""")
    | world.TOPICS
)

# Words inside the name of a body that no name of a person has (particles are not among them).
FUNCTION_WORDS: Final = word_set("""
    of for on against without to at
    pour sur sans contre aux
    para por sobre contra sin
    per con
    fur ohne gegen
    voor tegen zonder
    til mod mot
    для по при
""")

ARTICLES: Final = word_set("""
    the les das die het
""")

# Of the words above and of the acronyms among the reaches, those that people are called as well: Per Andersson,
# Kim Jong Un. They tell something in the case only that a name does not have.
BORNE: Final = word_set("at con eu hm mod mot on para per sin sur til to un")

# Kinds of bodies that a body is also for: Department of Health and Human Services.
GOVERNED: Final = word_set("""
    communities companies enterprises forces institutions media museums networks programmes programs projects
    service services
""")

# Legal forms, compared without dots and as the last words of a name.
LEGAL_FORMS: Final = word_set("""
    inc incorporated ltd limited llc llp lp plc co corp corporation pty pte gmbh ggmbh ag ev eg kg kgaa ug
    mbh
    sa sarl sas sasu scop srl spa snc bv nv cv vof ab asa oy oyj aps as sro zrt kft doo dd ooo oao ao zao
    eirl ltda sl
    slu sau eireli
""")

# Continents, regions and states whose names hardly anybody bears.
PLACES: Final = word_set("""
    africa america americas asia australasia eurasia europe oceania scandinavia caribbean
    afghanistan albania algeria angola argentina armenia australia austria azerbaijan bahrain bangladesh
    belarus belgium
    benin bhutan bolivia botswana brazil brasil bulgaria burundi cambodia cameroon canada chile china
    colombia congo
    croatia cuba cyprus czechia denmark deutschland ecuador egypt england eritrea espana estonia ethiopia
    finland
    france gabon gambia germany ghana greece guatemala guinea haiti honduras hungary iceland india
    indonesia iran iraq
    ireland italia italy jamaica japan kazakhstan kenya korea kosovo kuwait kyrgyzstan laos latvia lebanon
    lesotho liberia
    libya lithuania luxembourg madagascar malawi malaysia mali malta mauritania mexico moldova mongolia
    montenegro morocco
    mozambique myanmar namibia nepal netherlands nicaragua niger nigeria norge norway oman pakistan
    palestine panama
    paraguay peru philippines poland polska portugal qatar romania russia rwanda scotland senegal serbia
    singapore
    slovakia slovenia somalia spain sudan suomi suriname sverige sweden switzerland syria taiwan tajikistan
    tanzania
    thailand togo tunisia turkey turkiye turkmenistan uganda ukraine uruguay usa uzbekistan venezuela
    vietnam wales yemen
    zambia zimbabwe
    danmark danmarks norges sveriges zealand
""")

# Those that are family names as well: Anatole France.
PLACES_BORNE: Final = word_set("""
    america brazil cuba england france germany ireland israel italia italy jamaica montenegro poland portugal
    scotland spain wales
""")

# What long words end in where a language writes its compounds as one word.
COMPOUND_ENDS: Final = tuple(
    exact_words("""
    agentur amt anstalt bank banken behorde bund byra byran departementet dienst direktoratet fonden forbundet
    foreningen gesellschaft institut instituttet institutet instituut kammer kommission laitos ministerie
    myndigheten ministeriet ministerium ministerio namnden partei raad radet rat schule styrelsen stiftung
    stichting universitat universiteit verband verein verket virasto zentrum
    tag
    bildung entwicklung forschung ionen lautakunta nemnda neuvosto oikeus onderzoek ontwikkeling politik schutz
    sicherheit technik udvalget utvalget verkehr versorgung wende wirtschaft
    autoriteit etaten genossenschaft gericht gerichtshof gierung kamer schaft schaften waltung
    keskus kasse liitto pankki rechnungshof sentralen stelle tilsynet
    vereniging versicherung yliopisto
""")
)

# What abstract nouns end in: as the last word of a name they are a subject, and nobody is called so.
ABSTRACT_ENDS: Final = tuple(
    exact_words("""
    acion ation azione ction ictions istics itics lytics metrics nomics ologies ology utions
""")
)

# What the name of a body that is one word ends in.
SINGLE_WORD_ENDS: Final = tuple(
    exact_words("""
    barometer aid bank com consult corp data found fund institut lab labs link media net peace pol soft stat
    tech watch works
    стат банк надзор нефть пром фонд
""")
)

# What the name of a body begins with in Thai, which writes no spaces between words, and in Vietnamese, whose
# syllables are given names as well once their accents are gone.
BEGINNINGS: Final = (
    *exact_words("""
    กระทรวง กรม ธนาคาร มหาวิทยาลัย สถาบัน สำนัก คณะกรรมการ มูลนิธิ สมาคม องค์การ ศูนย์ บริษัท
    """),
    *"Bộ |Cục |Hội |Học viện |Ngân hàng |Ngân Hàng |Sở |Trung tâm |Trường |Tổng cục |Văn phòng |Viện ".split(
        "|"
    ),
    *"Tổng công ty |Đại học |Ủy ban ".split("|"),
)

# What stands inside the names of bodies in Han characters, kana and hangul.
EAST_ASIAN_BODIES: Final = tuple(
    exact_words("""
    银行 銀行 部门 研究 大学 大學 学院 學院 協会 协会 協會 中心 组织 組織 委员 委員 公司 会社 基金 財団
    财团 政府 学会 學會 联合 連合 聯合 国际 國際 国際 総研 集团 集團 機構 机构 联盟 連盟 聯盟 法人 事務
    事务 議会 议会 新聞 新闻 出版 報告 国立 國立 国家 國家 中央 人民 日本 中国 中國 世界 経済 经济 經濟
    理事 은행 연구 대학 협회 위원회 공사 재단 기구 센터 정부 학회 연합 주식회사 국제 세계 한국 국립
""")
)

# What such a name ends in.
EAST_ASIAN_ENDS: Final = tuple(
    exact_words("""
    府 部 省 院 局 厅 廳 庁 社 署 处 處 党 黨 청 부 처
""")
)

# What it ends in where it is longer than a name of three syllables, whose given name can end so too.
EAST_ASIAN_LONG_ENDS: Final = tuple(exact_words("원 会 會"))

# What joins the name of a founder by "and": Arup & Partners.
COMPANIONS: Final = word_set("""
    associates brothers co company partners sons daughters cie fils freres figli fratelli hijos hermanos
    sohne zonen
""")

# Bodies that have bodies as parts, and the kinds of those parts: University of Leeds, School of Law.
WHOLES: Final = word_set("""
    assemblee assembly college congress government house nations parliament senate university
    comunidad xunta junta
    universidad universidade universita universitat universite universiteit bundestag
""")
PARTS: Final = word_set("""
    centre center comision comissao comite commission committee department house faculty institute office school
    consejeria conselleria
    departamento departement dipartimento facultad faculdade faculte fakultat instituto institut ausschuss
    escuela escola ecole
""")

# Parts that are no body by themselves where only a subject names them: Joint Research Centre.
GENERIC_PARTS: Final = word_set("centre center department faculty team unit")

# Parts of a department of the United States: Department of Energy, Office of Science.
OFFICES: Final = word_set("bureau office")

# Parts that are never a body by themselves, whatever the whole.
INNER_PARTS: Final = word_set("""
    branch directorate directorate-general division section subcommittee
    abteilung referat direccion directie
""")

# Parts of a government, which is named after them: Ministry of Health, Government of India.
MINISTRIES: Final = word_set("""
    bureau department directorate ministry office secretariat ministerio ministere ministero departamento
""")
GOVERNMENTS: Final = word_set("government gobierno gouvernement governo")
