"""The words by which the names of bodies are known, in languages beyond those of ``organization_words``: tables only.

The classes are the same. Lines follow the languages: Scandinavian, Finnish and Baltic, Polish, Czech and Slovak,
Hungarian, Romanian, South Slavic, East Slavic, Greek, Turkish, Indonesian, Vietnamese, Arabic, Persian, Hebrew, Hindi.
"""

from __future__ import annotations

from typing import Final

from briefmeta.text.characters import word_set

# Nouns that name a kind of body.
INSTITUTIONS: Final = word_set("""
    akademi akademiet byra byran forbund forbundet forening foreningen forskningsinstitut forsvaret hogskole
    institutt instituttet kommisjon kommisjonen kommittee kontoret lanstyrelsen myndighet namnd namnden nemnda
    ombudsman ombudsmannen radet selskab selskapet senter senteret sekretariatet stiftelse stiftelsen styrelse
    tinget tilsyn tjenesten universitet utvalget utvalg vegvesen verk vesenet
    eduskunta kanslia hallinto hallitus instituutti komissio laitos lautakunta liitto ministerio neuvosto oikeus seura
    tutkimuskeskus valtioneuvosto instituut ministeerium ulikool inspektsioon liit valitsus
    ministrija universitate institucija ministerija universitetas taryba tarnyba agentura
    agencja biblioteka biuro instytutu inspekcja izba kongres ministerstwa naczelna politechnika
    parlament prokuratura przedsiebiorstwo rzecznik rzecznika spolka spoldzielnia trybunal uniwersytetu wydzial
    zaklad zarzad zespol zwiazek
    agentura asociace fakulta knihovna komora komise ministerstva nemocnice poslanecka snemovna spolecnost
    spolek strana svaz urad urady ustredi vybor zdruzenie kniznica spolocnost akademie akademia
    akademia alapkezelo allamkincstar birosag bizottsag intezete kormany kozpontja minisztertanacs
    miniszteriuma orszaggyules szervezet szovetseg tanacs tarsasag tudomanyegyetem ugynokseg
    academia administratia asociatia autoritatea biroul centrul comitetul consiliul corporatia curtea directia
    federatia institutia oficiul parlamentul presedintia primaria secretariatul serviciul societatea uniunea
    agencija drzavni drustvo fakultet fakulteta fond fondacija institut komora kabinet ministarstvo narodna banka
    savet skupstina sluzba sveuciliste udruga udruzenje univerzitet univerza uprava zaklada zavod zbornica zveza
    агенция асоциация банка дирекция комисия министерски народно събрание фондация агенција завод скупштина савез
    удружење управа факултет
    администрация архив ассамблея библиотека ведомство военный генштаб госсовет дирекция инспекция кабинет казначейство
    канцелярия колледж коллегия концерн корпорация лига музей надзор обсерватория парламент партнерство посольство
    прокуратура профсоюз сеть собрание суд счетная счётная трибунал училище факультет школа штаб экспертный
    адміністрація академія асоціація бібліотека відділ державна кабінет комісія міністрів організація палата прокуратура
    спілка суд фонд центр
    ακαδημια αρχη αρχης δικαστηριο ενωση εταιρεια εταιρια ομοσπονδια οργανωση παρατηρητηριο σχολη συμβουλιο συνδεσμος
    υπηρεσια
    ajansi akademisi arastirma baskanlik belediye belediyesi birligi bolumu dairesi dernek enstitu federasyonu
    genel isletmesi kurul meclisi merkez mustesarligi odasi ofisi partisi sendikasi sirketi tesekkulu universite
    asosiasi bappenas departemen direktorat gubernur himpunan ikatan institut kedutaan koalisi konsorsium
    koperasi korporasi mahkamah majelis otoritas pemerintah perhimpunan perkumpulan perusahaan rektorat sekretariat
    jabatan kerajaan perbadanan suruhanjaya
    أكاديمية اكاديمية أمانة الأمانة الديوان رابطة الرابطة غرفة الغرفة قسم كلية الكلية مجموعة المجموعة محكمة مديرية مرصد
    المرصد معهد مفوضية المفوضية نقابة النيابة
    انجمن پژوهشگاه پژوهشکده شرکت فرهنگستان کمیته کمیسیون مجلس معاونت
    האוניברסיטה הארגון האגודה הבנק החברה המוסד הפקולטה הקרן התנועה
    אגף הוועדה הכנסת המועצה המכון המשרד המרכז הרשות ועדת חברת התאחדות מבקר מינהל עמותת פקולטה
    aayog ayog mantralaya mantralay parishad prayog sangathan sansthan vibhag vidyapeeth vishwavidyalaya
    wizarat vizarat majlis markaz jamiat muassasat
    bangko kagawaran komisyon pamantasan tanggapan
    daigaku kenkyujo
    gosudarstvennyy institut komitet ministerstvo obshchestvo tsentr uchrezhdenie
    raduneyti haskoli hagstofa stofnun
    roinn oifig udaras
    ajuntament conselleria consell departament fundacio generalitat institut universitat
    erakundea jaurlaritza unibertsitatea
    instituti ministria qendra
    संगठन समिति प्राधिकरण विभाग न्यायालय आयोग
""")

# Subjects, peoples and qualities: one is no proof, two are.
TOPICS: Final = word_set("""
    arbetsmarknad ekonomi forskning forsvar fredsforskning halsa helse jordbruk kultur landbruk miljo naring
    samferdsel sikkerhet undervisning utbildning utdanning utrikes utveckling utvikling
    kasvatus maatalous opetus puolustus sosiaali talous terveys tutkimus tyo ymparisto
    badan edukacji energii finansow gospodarki klimatu kontroli kultury nauki obrony pracy rolnictwa rozwoju
    spraw srodowiska statystyczny sprawiedliwosci wewnetrznych zagranicznych zdrowia
    dopravy financi kultury obchodu obrany prace prostredi prumyslu skolstvi spravedlnosti statisticky veci vnitra
    vyzkumu zahranicnich zdravotnictvi zemedelstvi zivotniho
    agrar belugy egeszsegugyi energetikai fejlesztesi gazdasagi innovacios kornyezetvedelmi kutatasi oktatasi
    penzugyi statisztikai tudomanyos
    afacerilor agriculturii dezvoltarii educatiei finantelor justitiei mediului muncii sanatatii
    zdravlja zdravje finansija financija obrazovanja odbrane poljoprivrede privrede spoljnih vanjskih
    безопасности защиты иностранных исследования культуры международных образования обороны природных региональных
    ресурсов сельского социальной статистики стратегических торговли транспорта труда финансов хозяйства экологии
    экономического экономических энергетики юстиции развитие разработок технологий
    закордонних здоровя освіти охорони праці справ фінансів економіки розвитку
    εξωτερικων οικονομικων παιδειας στατιστικη υγειας εργασιας αμυνας αναπτυξης ερευνας
    magyar devlet kurum milli
    adalet aile calisma cevre disisleri egitim enerji istatistik kalkinma maliye saglik sanayi savunma tarim ticaret
    ulastirma
    ekonomi energi hukum industri kehutanan kelautan kesehatan ketenagakerjaan keuangan kehakiman luar pangan
    pembangunan pendidikan penelitian perdagangan perencanaan perhubungan perikanan pertahanan pertanian sosial
    statistik
    أبحاث بحوث البحوث تنمية حقوق دراسات دراسة سياسات السياسات شؤون علوم العلوم
    اقتصاد الاقتصاد الاقتصادية الأبحاث التجارة التخطيط التعليم التنمية الخارجية الداخلية الدراسات الدفاع الزراعة الصحة
    الصناعة الطاقة العالي العلمي العمل المالية المركزي المياه النقد
    आर्थिक कल्याण कृषि परिवार राष्ट्रीय विकास शिक्षा स्वास्थ्य
""")

# Words that say where or how a body works.
REACHES: Final = word_set("""
    statens statlige nasjonale nationella svenska norske norges danske europeiska europeiske
    kansallinen suomen eesti valtion latvijas lietuvos
    glowny krajowy krajowa narodowy narodowa najwyzsza najwyzszy panstwowy panstwowa polskiej rzeczypospolitej
    narodni ceske ceska cesky ceskej slovenskej slovenska republiky statni statny
    nemzeti orszagos kozponti allami europai
    nationala romaniei europeana
    republike srbije hrvatske narodni nacionalni
    национални национална българска българската републички републике србије
    российская российский российской федеральная федерации государственная государственный центральный центральная
    украины всероссийский межгосударственный
    національний національна державний державна україни української
    εθνικη εθνικο εθνικος ελληνικη ελληνικο ελληνικος ελλαδος ευρωπαικη
    turkiye ulusal avrupa uluslararasi
    nasional indonesia negara negeri malaysia kebangsaan
    internationalis
""")
