// Written by make_distributions.py: see NOTICE for where it comes from.
#include "tpcds/distribution_data.h"

namespace tarn::tpcds {
namespace {

// clang-format off
constexpr DistributionText kTexts[] = {
{"adjectives", 1, 1, R"(other|116
new|108
good|59
old|49
different|43
local|41
social|40
small|40
great|39
important|36
national|35
british|33
possible|32
large|32
political|29
young|28
public|28
high|27
available|26
able|26
full|24
only|22
major|22
main|22
economic|22
real|21
long|21
likely|21
international|21
special|20
particular|19
difficult|19
certain|19
black|19
big|19
little|18
general|18
free|18
clear|18
white|17
similar|17
necessary|17
english|17
early|17
central|17
personal|16
common|16
true|15
strong|15
single|15
recent|15
private|15
foreign|15
financial|15
american|15
various|14
royal|14
poor|14
open|14
european|14
whole|13
simple|13
right|13
natural|13
sure|12
short|12
modern|12
legal|12
human|12
following|12
final|12
significant|11
serious|11
prime|11
previous|11
normal|11
industrial|11
current|11
bad|11
wrong|10
successful|10
specific|10
red|10
popular|10
military|10
low|10
labour|10
dead|10
concerned|10
basic|10
appropriate|10
alone|10
useful|9
traditional|9
scottish|9
professional|9
present|9
physical|9
original|9
individual|9
happy|9
fine|9
effective|9
easy|9
considerable|9
complete|9
aware|9
wide|8
total|8
responsible|8
ready|8
obvious|8
medical|8
left|8
interesting|8
independent|8
heavy|8
hard|8
existing|8
essential|8
direct|8
civil|8
blue|8
western|7
top|7
separate|7
relevant|7
regular|7
practical|7
powerful|7
positive|7
nuclear|7
light|7
late|7
huge|7
hot|7
future|7
french|7
extra|7
environmental|7
complex|7
commercial|7
close|7
chief|7
beautiful|7
annual|7
active|7
working|6
very|6
usual|6
unable|6
technical|6
soviet|6
sorry|6
sexual|6
rich|6
religious|6
regional|6
primary|6
ordinary|6
nice|6
male|6
internal|6
inc|6
impossible|6
fresh|6
formal|6
famous|6
excellent|6
domestic|6
dark|6
cultural|6
average|6
additional|6
warm|5
urban|5
upper|5
unlikely|5
tiny|5
suitable|5
sufficient|5
substantial|5
strange|5
soft|5
senior|5
scientific|5
safe|5
rural|5
reasonable|5
proper|5
perfect|5
past|5
mental|5
key|5
joint|5
interested|5
immediate|5
historical|5
german|5
familiar|5
expensive|5
equal|5
empty|5
educational|5
due|5
detailed|5
democratic|5
deep|5
dangerous|5
critical|5
correct|5
cold|5
christian|5
bright|5
apparent|5
alternative|5
afraid|5
actual|5
wonderful|4
wild|4
vital|4
vast|4
unknown|4
united|4
unique|4
typical|4
thin|4
tall|4
subsequent|4
standard|4
southern|4
severe|4
secondary|4
russian|4
rare|4
quiet|4
potential|4
permanent|4
parliamentary|4
official|4
northern|4
narrow|4
minor|4
massive|4
long-term|4
limited|4
liberal|4
level|4
leading|4
italian|4
irish|4
inner|4
initial|4
increased|4
growing|4
grey|4
green|4
fundamental|4
front|4
female|4
far|4
fair|4
external|4
extensive|4
entire|4
elderly|4
eastern|4
dry|4
crucial|4
criminal|4
corporate|4
contemporary|4
constant|4
careful|4
capable|4
busy|4
broad|4
brief|4
attractive|4
angry|4
ancient|4
academic|4
yellow|3
wooden|3
willing|3
widespread|3
welsh|3
weak|3
voluntary|3
visual|3
video-taped|3
valuable|3
used|3
unusual|3
tired|3
terrible|3
temporary|3
surprising|3
supreme|3
sudden|3
subject|3
statutory|3
spanish|3
solid|3
slow|3
silent|3
sharp|3
sensitive|3
sad|3
running|3
rough|3
remarkable|3
remaining|3
relative|3
rapid|3
quick|3
pure|3
proposed|3
pale|3
overall|3
odd|3
numerous|3
negative|3
married|3
lucky|3
lovely|3
living|3
literary|3
keen|3
just|3
japanese|3
indian|3
healthy|3
guilty|3
golden|3
global|3
glad|3
genuine|3
friendly|3
firm|3
federal|3
expected|3
exciting|3
enormous|3
emotional|3
electronic|3
efficient|3
dramatic|3
double|3
distinct|3
dependent|3
daily|3
conventional|3
conservative|3
confident|3
comprehensive|3
competitive|3
coming|3
comfortable|3
clean|3
classical|3
capital|3
brown|3
back|3
alive|3
agricultural|3
african|3
administrative|3
adequate|3
acceptable|3
absolute|3
written|2
wet|2
vulnerable|2
visible|2
violent|2
victorian|2
valid|2
urgent|2
universal|2
unexpected|2
unemployed|2
underlying|2
ultimate|2
trying|2
tough|2
tory|2
thick|2
theoretical|2
sweet|2
surprised|2
stupid|2
strategic|2
statistical|2
spiritual|2
specialist|2
sound|2
sophisticated|2
sole|2
so-called|2
smooth|2
slight|2
silver|2
silly|2
sensible|2
secret|2
satisfactory|2
round|2
roman|2
revolutionary|2
residential|2
remote|2
reliable|2
related|2
raw|2
rational|2
radical|2
psychological|2
proud|2
principal|2
pretty|2
presidential|2
pregnant|2
precise|2
pleasant|2
pink|2
patient|2
overseas|2
outstanding|2
outside|2
outer|2
organic|2
opposite|2
occasional|2
net|2
nervous|2
mutual|2
musical|2
multiple|2
moving|2
moral|2
monetary|2
modest|2
minute|2
middle|2
mere|2
mean|2
maximum|2
material|2
mass|2
marginal|2
mad|2
logical|2
live|2
linguistic|2
like|2
liable|2
known|2
junior|2
judicial|2
jewish|2
isolated|2
involved|2
intense|2
informal|2
inevitable|2
increasing|2
inadequate|2
impressive|2
ill|2
illegal|2
identical|2
ideal|2
honest|2
holy|2
historic|2
helpful|2
head|2
grateful|2
grand|2
gold|2
given|2
gentle|2
generous|2
gastric|2
fun|2
funny|2
frequent|2
forward|2
flexible|2
flat|2
fixed|2
favorite|2
fat|2
fast|2
false|2
extreme|2
extraordinary|2
experimental|2
exact|2
evident|2
everyday|2
ethnic|2
electric|2
electrical|2
electoral|2
dominant|2
distinctive|2
distant|2
disabled|2
dirty|2
determined|2
desperate|2
desirable|2
dear|2
deaf|2
curious|2
creative|2
controversial|2
continuous|2
constitutional|2
consistent|2
conscious|2
clinical|2
chinese|2
chemical|2
cheap|2
catholic|2
broken|2
brilliant|2
bloody|2
blind|2
bitter|2
bare|2
awful|2
automatic|2
australian|2
assistant|2
asleep|2
armed|2
anxious|2
advanced|2
adult|2
acute|2
accurate|2
worthy|1
worthwhile|1
worried|1
working-class|1
wise|1
well-known|1
welcome|1
weekly|1
wealthy|1
waste|1
waiting|1
vocational|1
vertical|1
variable|1
vague|1
useless|1
unpleasant|1
unnecessary|1
unlike|1
unhappy|1
unfair|1
uncomfortable|1
unchanged|1
uncertain|1
unaware|1
unacceptable|1
ugly|1
twin|1
turkish|1
tropical|1
tremendous|1
tragic|1
toxic|1
tight|1
thorough|1
thinking|1
territorial|1
tender|1
teenage|1
technological|1
systematic|1
sympathetic|1
symbolic|1
swiss|1
suspicious|1
supposed|1
super|1
superior|1
superb|1
successive|1
subtle|1
subjective|1
structural|1
strict|1
straight|1
straightforward|1
still|1
steep|1
steady|1
static|1
star|1
stable|1
square|1
splendid|1
spectacular|1
specified|1
spatial|1
spare|1
solar|1
socialist|1
smart|1
slim|1
skilled|1
sick|1
shy|1
short-term|1
sheer|1
shared|1
shallow|1
semantic|1
select|1
selective|1
secure|1
satisfied|1
sacred|1
ruling|1
routine|1
romantic|1
rigid|1
ridiculous|1
retail|1
resulting|1
respective|1
respectable|1
required|1
representative|1
reluctant|1
regulatory|1
redundant|1
reduced|1
realistic|1
random|1
racial|1
psychiatric|1
provincial|1
protective|1
prospective|1
prominent|1
progressive|1
profound|1
profitable|1
productive|1
probable|1
primitive|1
prepared|1
premier|1
preliminary|1
precious|1
post-war|1
polite|1
polish|1
pleased|1
planned|1
plain|1
philosophical|1
persistent|1
peculiar|1
peaceful|1
payable|1
passive|1
partial|1
part-time|1
parental|1
palestinian|1
painful|1
outdoor|1
orthodox|1
organisational|1
orange|1
oral|1
optimistic|1
operational|1
opening|1
olympic|1
old-fashioned|1
occupational|1
objective|1
novel|1
notable|1
noble|1
neutral|1
neighbouring|1
neat|1
nearby|1
naval|1
native|1
nasty|1
naked|1
mysterious|1
monthly|1
molecular|1
model|1
mixed|1
misleading|1
miserable|1
minimum|1
minimal|1
mild|1
middle-class|1
metropolitan|1
medium|1
mediterranean|1
medieval|1
mechanical|1
mature|1
mathematical|1
marvellous|1
marked|1
marine|1
manufacturing|1
managerial|1
magnificent|1
magnetic|1
magic|1
ltd.|1
loyal|1
lost|1
loose|1
lonely|1
lively|1
linear|1
lexical|1
lesser|1
lengthy|1
legitimate|1
legislative|1
large-scale|1
lacking|1
kind|1
islamic|1
irrelevant|1
invisible|1
intimate|1
intermediate|1
interior|1
intensive|1
intelligent|1
intellectual|1
integrated|1
intact|1
insufficient|1
institutional|1
innocent|1
inland|1
inherent|1
influential|1
indirect|1
incredible|1
inappropriate|1
improved|1
implicit|1
imperial|1
immense|1
imaginative|1
ideological|1
hungry|1
hostile|1
horrible|1
horizontal|1
hidden|1
harsh|1
handsome|1
gross|1
grim|1
greek|1
gradual|1
gothic|1
glorious|1
giant|1
geographical|1
genetic|1
gay|1
furious|1
functional|1
full-time|1
fortunate|1
forthcoming|1
formidable|1
fond|1
fit|1
fiscal|1
fierce|1
fellow|1
favorable|1
fatal|1
fashionable|1
fascinating|1
faint|1
extended|1
explicit|1
expert|1
experienced|1
exotic|1
executive|1
exclusive|1
excessive|1
exceptional|1
evolutionary|1
evil|1
eventual|1
ethical|1
estimated|1
established|1
equivalent|1
enthusiastic|1
endless|1
encouraging|1
empirical|1
eligible|1
elegant|1
elected|1
elaborate|1
eager|1
dynamic|1
dutch|1
dull|1
dual|1
dreadful|1
doubtful|1
divine|1
diverse|1
distinguished|1
disciplinary|1
disastrous|1
diplomatic|1
digital|1
developing|1
demanding|1
delightful|1
delighted|1
delicious|1
delicate|1
deliberate|1
definite|1
defensive|1
decisive|1
decent|1
darling|1
damp|1
cruel|1
crude|1
crazy|1
costly|1
corresponding|1
cool|1
convincing|1
convenient|1
contrary|1
continuing|1
continued|1
continental|1
content|1
confidential|1
concrete|1
compulsory|1
complicated|1
competent|1
compatible|1
comparative|1
comparable|1
communist|1
combined|1
colourful|1
coloured|1
colonial|1
collective|1
coherent|1
cognitive|1
coastal|1
closed|1
clever|1
classic|1
chronic|1
chosen|1
cheerful|1
charming|1
changing|1
cautious|1
causal|1
casual|1
capitalist|1
canadian|1
burning|1
brave|1
bottom|1
boring|1
bold|1
blank|1
bizarre|1
biological|1
beneficial|1
base|1
awkward|1
autonomous|1
atomic|1
atlantic|1
associated|1
asian|1
ashamed|1
artistic|1
artificial|1
arbitrary|1
arab|1
appointed|1
applicable|1
anonymous|1
ambitious|1
amazing|1
alleged|1
aggressive|1
advisory|1
adverse|1
adjacent|1
added|1
accused|1
accessible|1
abstract|1
absent|1
above|1
)"},
{"adverbs", 1, 1, R"(then|619
more|615
also|592
so|540
now|538
only|524
as|436
very|431
just|426
even|329
still|318
too|316
however|280
there|269
most|263
here|263
much|257
never|241
again|236
well|216
always|199
often|178
about|171
already|156
yet|151
perhaps|151
almost|151
quite|150
really|149
later|141
all|133
both|129
of course|126
at least|119
less|117
ever|114
enough|114
for example|113
together|111
therefore|107
over|106
probably|105
today|102
thus|101
particularly|101
far|100
rather|95
further|94
sometimes|91
yesterday|87
usually|87
indeed|85
ago|85
simply|83
especially|83
else|79
home|78
certainly|77
once|75
soon|74
clearly|70
either|68
long|66
away|66
better|65
actually|65
finally|62
at all|62
in order|61
recently|57
quickly|57
suddenly|56
generally|54
nearly|50
above|50
more than|49
forward|49
right|47
please|46
easily|46
immediately|45
highly|44
earlier|44
early|43
no longer|42
fully|42
exactly|42
eventually|42
directly|42
hardly|41
best|41
below|41
around|41
slightly|40
alone|40
otherwise|39
obviously|39
a little|39
slowly|38
completely|38
relatively|37
merely|36
maybe|36
high|36
normally|35
late|35
largely|35
instead|35
sure|34
nevertheless|34
little|34
carefully|34
apparently|34
anyway|34
tomorrow|33
previously|33
mainly|33
for instance|33
currently|33
increasingly|32
in particular|32
entirely|32
as well|32
possibly|31
extremely|31
equally|31
hard|29
surely|28
frequently|28
ahead|28
widely|27
twice|27
partly|27
fairly|27
somewhere|26
seriously|26
elsewhere|26
closely|26
straight|25
no doubt|25
neither|25
necessarily|25
before|25
all right|25
totally|24
tonight|24
properly|24
etc|24
meanwhile|23
hence|23
effectively|23
somewhat|22
similarly|22
rapidly|22
at first|22
under|21
strongly|21
moreover|21
in addition|21
at last|21
virtually|20
unfortunately|20
that is|20
somehow|20
significantly|20
rarely|20
perfectly|20
originally|20
low|20
inside|20
badly|20
afterwards|20
quietly|19
naturally|19
in general|19
heavily|19
gently|19
firmly|19
at once|19
and so on|19
absolutely|19
shortly|18
regularly|18
occasionally|18
mostly|18
initially|18
deeply|18
close|18
abroad|18
subsequently|17
specifically|17
short|17
gradually|17
aside|17
successfully|16
precisely|16
outside|16
once again|16
greatly|16
essentially|16
easy|16
apart|16
anywhere|16
respectively|15
pretty|15
open|15
truly|14
that|14
primarily|14
inevitably|14
furthermore|14
fast|14
constantly|14
briefly|14
at present|14
altogether|14
across|14
a bit|14
ultimately|13
reasonably|13
readily|13
presumably|13
newly|13
less than|13
everywhere|13
deliberately|13
considerably|13
automatically|13
approximately|13
thereby|12
surprisingly|12
sufficiently|12
softly|12
sharply|12
secondly|12
deep|12
commonly|12
behind|12
undoubtedly|11
purely|11
potentially|11
personally|11
once more|11
notably|11
near|11
ill|11
consequently|11
closer|11
barely|11
accordingly|11
wide|10
wholly|10
up to|10
typically|10
since|10
roughly|10
nowhere|10
namely|10
longer|10
good|10
easier|10
definitely|10
by now|10
traditionally|9
though|9
thoroughly|9
strictly|9
specially|9
sadly|9
physically|9
mentally|9
lightly|9
formally|9
desperately|9
substantially|8
steadily|8
sooner|8
solely|8
so as|8
simultaneously|8
severely|8
separately|8
scarcely|8
safely|8
politically|8
officially|8
locally|8
literally|8
in part|8
happily|8
from time to time|8
formerly|8
forever|8
fair|8
exclusively|8
direct|8
correctly|8
besides|8
basically|8
alternatively|8
upwards|7
upstairs|7
thereafter|7
socially|7
seldom|7
reportedly|7
remarkably|7
regardless|7
publicly|7
past|7
invariably|7
instantly|7
in short|7
hitherto|7
freely|7
fortunately|7
firstly|7
evidently|7
dramatically|7
downstairs|7
consistently|7
by no means|7
broadly|7
backwards|7
all but|7
actively|7
utterly|6
tight|6
tightly|6
thick|6
temporarily|6
swiftly|6
seemingly|6
repeatedly|6
predominantly|6
practically|6
positively|6
partially|6
openly|6
onwards|6
no|6
nowadays|6
nonetheless|6
independently|6
importantly|6
hopefully|6
genuinely|6
forwards|6
forth|6
for long|6
for ever|6
far from|6
explicitly|6
even so|6
differently|6
continually|6
as yet|6
as usual|6
accurately|6
worldwide|5
within|5
terribly|5
sincerely|5
silently|5
rightly|5
privately|5
permanently|5
overall|5
neatly|5
nearby|5
loudly|5
likewise|5
legally|5
just about|5
individually|5
indirectly|5
in full|5
in common|5
ideally|5
half|5
faster|5
efficiently|5
daily|5
comparatively|5
clear|5
bitterly|5
beyond|5
beautifully|5
annually|5
angrily|5
allegedly|5
alike|5
adequately|5
abruptly|5
wrong|4
worse|4
wild|4
vaguely|4
urgently|4
unusually|4
unexpectedly|4
under way|4
technically|4
supposedly|4
strangely|4
smoothly|4
slow|4
sideways|4
sharp|4
sexually|4
reluctantly|4
quick|4
public|4
promptly|4
principally|4
presently|4
poorly|4
plain|4
per annum|4
overseas|4
overnight|4
on board|4
jointly|4
ironically|4
incidentally|4
in public|4
honestly|4
hastily|4
harder|4
fundamentally|4
fiercely|4
false|4
extra|4
extensively|4
exceptionally|4
economically|4
duly|4
doubtless|4
distinctly|4
curiously|4
cool|4
continuously|4
comfortably|4
cheap|4
by far|4
but|4
as good as|4
as a whole|4
appropriately|4
aloud|4
all the same|4
wrongly|3
wildly|3
violently|3
vigorously|3
vice versa|3
upright|3
underneath|3
true|3
thoughtfully|3
this|3
thirdly|3
that is to say|3
systematically|3
suitably|3
sort of|3
secretly|3
radically|3
proudly|3
progressively|3
profoundly|3
preferably|3
politely|3
plainly|3
painfully|3
over there|3
oddly|3
none the less|3
nicely|3
nervously|3
nearer|3
nationally|3
narrowly|3
mutually|3
mildly|3
markedly|3
loud|3
loose|3
loosely|3
like|3
least|3
lately|3
kindly|3
internationally|3
interestingly|3
instinctively|3
indoors|3
incredibly|3
immensely|3
historically|3
highest|3
halfway|3
gmt|3
furiously|3
freshly|3
frankly|3
for the time being|3
for the most part|3
for once|3
for good|3
for certain|3
flat|3
finely|3
financially|3
faintly|3
evenly|3
enormously|3
emotionally|3
eagerly|3
due|3
downwards|3
deeper|3
dead|3
conversely|3
conveniently|3
consciously|3
commercially|3
clean|3
chiefly|3
centrally|3
cautiously|3
casually|3
calmly|3
bloody|3
big|3
bad|3
at large|3
at best|3
ashore|3
arguably|3
any longer|3
anxiously|3
admittedly|3
wonderfully|2
willingly|2
wearily|2
weakly|2
warmly|2
voluntarily|2
vividly|2
visually|2
vastly|2
usefully|2
unnecessarily|2
universally|2
uniquely|2
unduly|2
underway|2
understandably|2
underground|2
uncomfortably|2
unanimously|2
throughout|2
thinly|2
thereof|2
theoretically|2
thankfully|2
stiff|2
stiffly|2
steady|2
statistically|2
spontaneously|2
sometime|2
so much as|2
small|2
sensibly|2
satisfactorily|2
richly|2
professionally|2
powerfully|2
pleasantly|2
patiently|2
parallel|2
paradoxically|2
overwhelmingly|2
overhead|2
over here|2
outwards|2
ostensibly|2
notoriously|2
morally|2
momentarily|2
moderately|2
marginally|2
luckily|2
logically|2
live|2
likely|2
internally|2
intently|2
intensely|2
inherently|2
infinitely|2
indefinitely|2
in vain|2
in private|2
in between|2
implicitly|2
impatiently|2
illegally|2
hurriedly|2
hopelessly|2
higher|2
helplessly|2
grimly|2
great|2
generously|2
from now on|2
frantically|2
favourably|2
faithfully|2
extraordinarily|2
expressly|2
environmentally|2
enthusiastically|2
en route|2
drily|2
decidedly|2
dangerously|2
critically|2
confidently|2
collectively|2
coldly|2
cheerfully|2
cheaply|2
characteristically|2
briskly|2
brilliantly|2
brightly|2
beforehand|2
bc|2
at random|2
at length|2
as it were|2
anything but|2
alongside|2
additionally|2
acutely|2
accidentally|2
wryly|1
worst|1
without|1
wistfully|1
wisely|1
weekly|1
warily|1
vitally|1
visibly|1
vertically|1
vehemently|1
variously|1
upward|1
upstream|1
upside down|1
up front|1
unwittingly|1
unsuccessfully|1
unreasonably|1
unquestionably|1
uniformly|1
unhappily|1
unfairly|1
unequivocally|1
uneasily|1
unconsciously|1
uncertainly|1
triumphantly|1
tremendously|1
tragically|1
to and fro|1
time and again|1
thickly|1
therein|1
thence|1
tentatively|1
tenderly|1
sympathetically|1
sweetly|1
suspiciously|1
superficially|1
superbly|1
subtly|1
stubbornly|1
strikingly|1
strategically|1
sternly|1
steeply|1
squarely|1
speedily|1
solidly|1
solemnly|1
smartly|1
slower|1
skilfully|1
selectively|1
securely|1
scientifically|1
scarce|1
savagely|1
safer|1
ruthlessly|1
ruefully|1
routinely|1
rigorously|1
rigidly|1
resolutely|1
remotely|1
reliably|1
relentlessly|1
regrettably|1
real|1
realistically|1
ready|1
rationally|1
randomly|1
quicker|1
psychologically|1
prominently|1
prior|1
prematurely|1
predictably|1
popularly|1
pointedly|1
persistently|1
periodically|1
per se|1
per capita|1
peculiarly|1
peacefully|1
patently|1
passionately|1
part-time|1
overtly|1
outright|1
ordinarily|1
once and for all|1
ok|1
okay|1
offshore|1
objectively|1
not|1
noticeably|1
northwards|1
nominally|1
noisily|1
negatively|1
nationwide|1
mysteriously|1
monthly|1
modestly|1
mistakenly|1
miserably|1
miraculously|1
mercifully|1
mechanically|1
materially|1
massively|1
manually|1
lower|1
lovingly|1
legitimately|1
left|1
lazily|1
latterly|1
lastly|1
knowingly|1
kind of|1
keenly|1
justly|1
justifiably|1
jolly|1
irritably|1
inwards|1
inwardly|1
involuntarily|1
intrinsically|1
intimately|1
intermittently|1
inter alia|1
intentionally|1
intellectually|1
innocently|1
inland|1
infrequently|1
informally|1
inextricably|1
inexorably|1
indignantly|1
incorrectly|1
inadvertently|1
in vitro|1
in the main|1
in situ|1
in brief|1
idly|1
ibid|1
ibid.|1
huskily|1
hugely|1
hotly|1
horribly|1
horizontally|1
hesitantly|1
hereby|1
henceforth|1
harshly|1
half-way|1
half way|1
habitually|1
grudgingly|1
grossly|1
gravely|1
gratefully|1
graphically|1
gracefully|1
gloomily|1
gladly|1
gingerly|1
geographically|1
genetically|1
full|1
full-time|1
forthwith|1
forcibly|1
forcefully|1
for sure|1
flatly|1
fine|1
farther|1
falsely|1
externally|1
expertly|1
experimentally|1
excitedly|1
excessively|1
exceedingly|1
ever so|1
endlessly|1
emphatically|1
eminently|1
elegantly|1
electronically|1
effortlessly|1
eastwards|1
earnestly|1
drastically|1
downstream|1
downhill|1
doubtfully|1
doubly|1
double|1
disproportionately|1
discreetly|1
dimly|1
densely|1
delicately|1
defiantly|1
defensively|1
decisively|1
dearly|1
darkly|1
culturally|1
cruelly|1
crudely|1
crucially|1
crossly|1
correspondingly|1
coolly|1
convincingly|1
conventionally|1
conspicuously|1
conceivably|1
closest|1
clinically|1
cleverly|1
circa|1
chemically|1
carelessly|1
by and large|1
busily|1
brutally|1
bravely|1
boldly|1
bluntly|1
blindly|1
blankly|1
beneath|1
belatedly|1
awkwardly|1
awfully|1
at worst|1
at most|1
astonishingly|1
as a matter of fact|1
artificially|1
arbitrarily|1
approx|1
apologetically|1
anymore|1
anyhow|1
and so forth|1
amazingly|1
alternately|1
aloft|1
all of a sudden|1
alarmingly|1
aggressively|1
afield|1
affectionately|1
adversely|1
admirably|1
absently|1
aboard|1
aback|1
a.d.|1
a lot|1
)"},
{"articles", 1, 1, R"(the|163
a|504
an|9
no|3
every|1
)"},
{"auxiliaries", 1, 1, R"(will|2
will not|1
shall|2
shall not|1
may|2
may not|1
might|2
might not|1
can|2
cannot|1
could|2
could not|1
must|2
must not|1
ought to|2
used to|2
should|2
should not|1
would|2
would not|1
)"},
{"book_class", 2, 1, R"(arts|12|1
business|12|1
computers|12|1
entertainments|12|1
history|12|1
parenting|12|1
reference|12|1
romance|12|1
science|12|1
travel|12|1
cooking|12|1
home repair|12|1
self-help|12|1
sports|12|1
fiction|12|1
mystery|12|1
)"},
{"brand_syllables", 1, 0, R"(univ
amalg
importo
exporti
edu pack
scholar
corp
brand
nameless
maxi
)"},
{"buy_potential", 1, 0, R"(0-500
501-1000
1001-5000
5001-10000
>10000
Unknown
)"},
{"calendar", 3, 4, R"(1|1|1|1|1|29|29
2|1|0|1|1|29|29
3|1|0|1|1|29|29
4|1|0|1|1|29|29
5|1|0|1|1|29|29
6|1|0|1|1|29|29
7|1|0|1|1|29|29
8|1|0|1|1|29|29
9|1|0|1|1|29|29
10|1|0|1|1|29|29
11|1|0|1|1|29|29
12|1|0|1|1|29|29
13|1|0|1|1|29|29
14|1|0|1|1|29|29
15|1|0|1|1|29|29
16|1|0|1|1|29|29
17|1|0|1|1|29|29
18|1|0|1|1|29|29
19|1|0|1|1|29|29
20|1|0|1|1|29|29
21|1|0|1|1|29|29
22|1|0|1|1|29|29
23|1|0|1|1|29|29
24|1|0|1|1|29|29
25|1|0|1|1|29|29
26|1|0|1|1|29|29
27|1|0|1|1|29|29
28|1|0|1|1|29|29
29|1|0|1|1|29|29
30|1|0|1|1|29|29
31|1|0|1|1|29|29
32|1|0|1|1|29|29
33|1|0|1|1|29|29
34|1|0|1|1|29|29
35|1|0|1|1|29|29
36|1|0|1|1|29|29
37|1|0|1|1|29|29
38|1|0|1|1|29|29
39|1|0|1|1|29|29
40|1|0|1|1|29|29
41|1|0|1|1|29|29
42|1|0|1|1|29|29
43|1|0|1|1|29|29
44|1|0|1|1|29|29
45|1|0|1|1|29|29
46|1|0|1|1|29|29
47|1|0|1|1|29|29
48|1|0|1|1|29|29
49|1|0|1|1|29|29
50|1|0|1|1|29|29
51|1|0|1|1|29|29
52|1|0|1|1|29|29
53|1|0|1|1|29|29
54|1|0|1|1|29|29
55|1|0|1|1|29|29
56|1|0|1|1|29|29
57|1|0|1|1|29|29
58|1|0|1|1|29|29
59|1|0|1|1|29|29
60|1|0|0|1|0|29
61|1|0|1|1|29|29
62|1|0|1|1|29|29
63|1|0|1|1|29|29
64|1|0|1|1|29|29
65|1|0|1|1|29|29
66|1|0|1|1|29|29
67|1|0|1|1|29|29
68|1|0|1|1|29|29
69|1|0|1|1|29|29
70|1|0|1|1|29|29
71|1|0|1|1|29|29
72|1|0|1|1|29|29
73|1|0|1|1|29|29
74|1|0|1|1|29|29
75|1|0|1|1|29|29
76|1|0|1|1|29|29
77|1|0|1|1|29|29
78|1|0|1|1|29|29
79|1|0|1|1|29|29
80|1|0|1|1|29|29
81|1|0|1|1|29|29
82|1|0|1|1|29|29
83|1|0|1|1|29|29
84|1|0|1|1|29|29
85|1|0|1|1|29|29
86|1|0|1|1|29|29
87|1|0|1|1|29|29
88|1|0|1|1|29|29
89|1|0|1|1|29|29
90|1|0|1|1|29|29
91|1|0|1|1|29|29
92|2|0|1|1|29|29
93|2|0|1|1|29|29
94|2|0|1|1|29|29
95|2|0|1|1|29|29
96|2|0|1|1|29|29
97|2|0|1|1|29|29
98|2|0|1|1|29|29
99|2|0|1|1|29|29
100|2|0|1|1|29|29
101|2|0|1|1|29|29
102|2|0|1|1|29|29
103|2|0|1|1|29|29
104|2|0|1|1|29|29
105|2|0|1|1|29|29
106|2|0|1|1|29|29
107|2|0|1|1|29|29
108|2|0|1|1|29|29
109|2|0|1|1|29|29
110|2|0|1|1|29|29
111|2|0|1|1|29|29
112|2|0|1|1|29|29
113|2|0|1|1|29|29
114|2|0|1|1|29|29
115|2|0|1|1|29|29
116|2|0|1|1|29|29
117|2|0|1|1|29|29
118|2|0|1|1|29|29
119|2|0|1|1|29|29
120|2|0|1|1|29|29
121|2|0|1|1|29|29
122|2|0|1|1|29|29
123|2|0|1|1|29|29
124|2|0|1|1|29|29
125|2|0|1|1|29|29
126|2|0|1|1|29|29
127|2|0|1|1|29|29
128|2|0|1|1|29|29
129|2|0|1|1|29|29
130|2|0|1|1|29|29
131|2|0|1|1|29|29
132|2|0|1|1|29|29
133|2|0|1|1|29|29
134|2|0|1|1|29|29
135|2|0|1|1|29|29
136|2|0|1|1|29|29
137|2|0|1|1|29|29
138|2|0|1|1|29|29
139|2|0|1|1|29|29
140|2|0|1|1|29|29
141|2|0|1|1|29|29
142|2|0|1|1|29|29
143|2|0|1|1|29|29
144|2|0|1|1|29|29
145|2|0|1|1|29|29
146|2|0|1|1|29|29
147|2|0|1|1|29|29
148|2|0|1|1|29|29
149|2|0|1|1|29|29
150|2|0|1|1|29|29
151|2|0|1|1|29|29
152|2|0|1|1|29|29
153|2|0|1|1|29|29
154|2|0|1|1|29|29
155|2|0|1|1|29|29
156|2|0|1|1|29|29
157|2|0|1|1|29|29
158|2|0|1|1|29|29
159|2|0|1|1|29|29
160|2|0|1|1|29|29
161|2|0|1|1|29|29
162|2|0|1|1|29|29
163|2|0|1|1|29|29
164|2|0|1|1|29|29
165|2|0|1|1|29|29
166|2|0|1|1|29|29
167|2|0|1|1|29|29
168|2|0|1|1|29|29
169|2|0|1|1|29|29
170|2|0|1|1|29|29
171|2|0|1|1|29|29
172|2|0|1|1|29|29
173|2|0|1|1|29|29
174|2|0|1|1|29|29
175|2|0|1|1|29|29
176|2|0|1|1|29|29
177|2|0|1|1|29|29
178|2|0|1|1|29|29
179|2|0|1|1|29|29
180|2|0|1|1|29|29
181|2|0|1|1|29|29
182|2|0|1|1|29|29
183|3|0|1|1|29|29
184|3|0|1|1|29|29
185|3|0|1|1|29|29
186|3|1|1|1|29|29
187|3|0|1|1|29|29
188|3|0|1|1|29|29
189|3|0|1|1|29|29
190|3|0|1|1|29|29
191|3|0|1|1|29|29
192|3|0|1|1|29|29
193|3|0|1|1|29|29
194|3|0|1|1|29|29
195|3|0|1|1|29|29
196|3|0|1|1|29|29
197|3|0|1|1|29|29
198|3|0|1|1|29|29
199|3|0|1|1|29|29
200|3|0|1|1|29|29
201|3|0|1|1|29|29
202|3|0|1|1|29|29
203|3|0|1|1|29|29
204|3|0|1|1|29|29
205|3|0|1|1|29|29
206|3|0|1|1|29|29
207|3|0|1|1|29|29
208|3|0|1|1|29|29
209|3|0|1|1|29|29
210|3|0|1|1|29|29
211|3|0|1|1|29|29
212|3|0|1|1|29|29
213|3|0|1|1|29|29
214|3|0|1|1|66|66
215|3|0|1|1|66|66
216|3|0|1|1|66|66
217|3|0|1|1|66|66
218|3|0|1|1|66|66
219|3|0|1|1|66|66
220|3|0|1|1|66|66
221|3|0|1|1|66|66
222|3|0|1|1|66|66
223|3|0|1|1|66|66
224|3|0|1|1|66|66
225|3|0|1|1|66|66
226|3|0|1|1|66|66
227|3|0|1|1|66|66
228|3|0|1|1|66|66
229|3|0|1|1|66|66
230|3|0|1|1|66|66
231|3|0|1|1|66|66
232|3|0|1|1|66|66
233|3|0|1|1|66|66
234|3|0|1|1|66|66
235|3|0|1|1|66|66
236|3|0|1|1|66|66
237|3|0|1|1|66|66
238|3|0|1|1|66|66
239|3|0|1|1|66|66
240|3|0|1|1|66|66
241|3|0|1|1|66|66
242|3|0|1|1|66|66
243|3|0|1|1|66|66
244|3|0|1|1|66|66
245|3|0|1|1|66|66
246|3|0|1|1|66|66
247|3|0|1|1|66|66
248|3|0|1|1|66|66
249|3|0|1|1|66|66
250|3|0|1|1|66|66
251|3|0|1|1|66|66
252|3|0|1|1|66|66
253|3|0|1|1|66|66
254|3|0|1|1|66|66
255|3|0|1|1|66|66
256|3|0|1|1|66|66
257|3|0|1|1|66|66
258|3|0|1|1|66|66
259|3|0|1|1|66|66
260|3|0|1|1|66|66
261|3|0|1|1|66|66
262|3|0|1|1|66|66
263|3|0|1|1|66|66
264|3|0|1|1|66|66
265|3|0|1|1|66|66
266|3|0|1|1|66|66
267|3|0|1|1|66|66
268|3|0|1|1|66|66
269|3|0|1|1|66|66
270|3|0|1|1|66|66
271|3|0|1|1|66|66
272|3|0|1|1|66|66
273|3|0|1|1|66|66
274|3|0|1|1|66|66
275|4|0|1|1|66|66
276|4|0|1|1|66|66
277|4|0|1|1|66|66
278|4|0|1|1|66|66
279|4|0|1|1|66|66
280|4|0|1|1|66|66
281|4|0|1|1|66|66
282|4|0|1|1|66|66
283|4|0|1|1|66|66
284|4|0|1|1|66|66
285|4|0|1|1|66|66
286|4|0|1|1|66|66
287|4|0|1|1|66|66
288|4|0|1|1|66|66
289|4|0|1|1|66|66
290|4|0|1|1|66|66
291|4|0|1|1|66|66
292|4|0|1|1|66|66
293|4|0|1|1|66|66
294|4|0|1|1|66|66
295|4|0|1|1|66|66
296|4|0|1|1|66|66
297|4|0|1|1|66|66
298|4|0|1|1|66|66
299|4|0|1|1|66|66
300|4|0|1|1|66|66
301|4|0|1|1|66|66
302|4|0|1|1|66|66
303|4|0|1|1|66|66
304|4|0|1|1|66|66
305|4|0|1|1|66|66
306|4|0|1|1|100|100
307|4|0|1|1|100|100
308|4|0|1|1|100|100
309|4|0|1|1|100|100
310|4|0|1|1|100|100
311|4|0|1|1|100|100
312|4|0|1|1|100|100
313|4|0|1|1|100|100
314|4|0|1|1|100|100
315|4|0|1|1|100|100
316|4|0|1|1|100|100
317|4|0|1|1|100|100
318|4|0|1|1|100|100
319|4|0|1|1|100|100
320|4|0|1|1|100|100
321|4|0|1|1|100|100
322|4|0|1|1|100|100
323|4|0|1|1|100|100
324|4|0|1|1|100|100
325|4|0|1|1|100|100
326|4|0|1|1|100|100
327|4|0|1|1|100|100
328|4|0|1|1|100|100
329|4|0|1|1|100|100
330|4|0|1|1|100|100
331|4|0|1|1|100|100
332|4|0|1|1|100|100
333|4|0|1|1|100|100
334|4|0|1|1|100|100
335|4|0|1|1|100|100
336|4|0|1|1|100|100
337|4|0|1|1|100|100
338|4|0|1|1|100|100
339|4|0|1|1|100|100
340|4|0|1|1|100|100
341|4|0|1|1|100|100
342|4|0|1|1|100|100
343|4|0|1|1|100|100
344|4|0|1|1|100|100
345|4|0|1|1|100|100
346|4|0|1|1|100|100
347|4|0|1|1|100|100
348|4|0|1|1|100|100
349|4|0|1|1|100|100
350|4|0|1|1|100|100
351|4|0|1|1|100|100
352|4|0|1|1|100|100
353|4|0|1|1|100|100
354|4|0|1|1|100|100
355|4|0|1|1|100|100
356|4|0|1|1|100|100
357|4|0|1|1|100|100
358|4|0|1|1|100|100
359|4|0|1|1|100|100
360|4|1|1|1|100|100
361|4|0|1|1|100|100
362|4|0|1|1|100|100
363|4|0|1|1|100|100
364|4|0|1|1|100|100
365|4|0|1|1|100|100
366|4|1|1|1|100|100
)"},
{"call_center_classes", 1, 1, R"(small|1
medium|1
large|1
)"},
{"call_center_hours", 1, 1, R"(8AM-4PM|10
8AM-12AM|2
8AM-8AM|1
)"},
{"call_centers", 1, 0, R"(New England
NY Metro
Mid Atlantic
Southeastern
North Midwest
Central Midwest
South Midwest
Pacific Northwest
California
Southwest
Hawaii/Alaska
Other
)"},
{"catalog_page_types", 1, 1, R"(bi-annual|50
quarterly|25
monthly|25
)"},
{"categories", 2, 1, R"(Women|1|1
Men|1|1
Children|1|1
Shoes|1|1
Music|0|1
Jewelry|0|1
Home|0|1
Sports|0|1
Books|0|1
Electronics|0|1
)"},
{"children_class", 2, 1, R"(newborn|2|1
infants|2|1
toddlers|2|1
school-uniforms|2|1
)"},
{"cities", 1, 1, R"(Midway|600
Fairview|600
Oak Grove|600
Five Points|600
Pleasant Hill|600
Riverside|600
Mount Pleasant|600
Centerville|600
Bethel|600
New Hope|600
Liberty|600
Union|600
Pleasant Valley|600
Oakland|600
Salem|600
Pleasant Grove|600
Greenwood|600
Shady Grove|600
Pine Grove|600
Shiloh|600
Oak Hill|600
Concord|600
Georgetown|600
Cedar Grove|600
Lakeview|600
Antioch|600
Glendale|600
Hopewell|600
Friendship|600
Sunnyside|600
Spring Hill|600
Lakewood|600
Springfield|600
Stringtown|600
Harmony|600
Riverview|600
Buena Vista|600
Highland|600
Highland Park|600
Franklin|600
Woodlawn|600
Mount Vernon|600
Lakeside|600
Glenwood|600
Fairfield|600
Oakdale|600
Spring Valley|600
Walnut Grove|600
Providence|600
Mount Zion|600
Greenville|600
Mount Olive|600
Wildwood|600
Hillcrest|600
Crossroads|600
Belmont|600
Wilson|600
Riverdale|600
Newport|600
Springdale|600
Mountain View|600
Forest Hills|600
Bridgeport|600
White Oak|600
Oakwood|600
Newtown|600
Macedonia|600
Five Forks|600
Edgewood|600
Arlington|600
Unionville|600
Red Hill|600
Clinton|600
Woodville|600
Summit|600
Jamestown|600
Hamilton|600
Clifton|600
Union Hill|600
Sulphur Springs|600
Lincoln|600
Lebanon|600
Farmington|600
Enterprise|600
Brownsville|600
Ashland|600
Woodland|600
Waterloo|600
Valley View|600
Oak Ridge|600
Maple Grove|600
Kingston|600
Jackson|600
Greenfield|600
Green Acres|600
Plainview|600
Marion|600
Florence|600
Deerfield|600
Bunker Hill|600
Smithville|1
Rockville|1
Melrose|1
Magnolia|1
Jefferson|1
Jacksonville|1
Hebron|1
Avondale|1
Petersburg|1
Needmore|1
Mount Carmel|1
Eureka|1
Eden|1
Dover|1
Corinth|1
Buffalo|1
Rosedale|1
Pleasant View|1
Milton|1
Independence|1
Grandview|1
Four Corners|1
Cloverdale|1
Westwood|1
Vernon|1
Sharon|1
Richland|1
Beulah|1
Williamsburg|1
Hollywood|1
Hillsdale|1
Ebenezer|1
Cross Roads|1
Winchester|1
Washington|1
Troy|1
Prospect|1
Oxford|1
Norwood|1
Mill Creek|1
Middletown|1
Jericho|1
Forest Hills|1
Columbia|1
Bethlehem|1
Anderson|1
Waverly|1
Watson|1
Rose Hill|1
Pine Hill|1
Monroe|1
Milltown|1
Manchester|1
Hilltop|1
Harrisburg|1
Dixie|1
Bellevue|1
Smyrna|1
Sherwood Forest|1
Pleasant Ridge|1
Forest Park|1
Dayton|1
Clayton|1
Chester|1
Webster|1
Warren|1
Somerset|1
Richmond|1
Milford|1
Johnson|1
Evergreen|1
Elmwood|1
Bloomfield|1
Bethany|1
Auburn|1
Williams|1
Walker|1
Rosemont|1
Millville|1
Mechanicsville|1
Liberty Hill|1
Huntington|1
Hillsboro|1
Hickory Grove|1
Germantown|1
Flat Rock|1
Douglas|1
Cleveland|1
Central|1
Brooklyn|1
Brighton|1
Alpine|1
Weston|1
Taylor|1
Sherwood Forest|1
Rockdale|1
Princeton|1
Preston|1
Nelson|1
Martin|1
Madison|1
Logan|1
Linwood|1
Hope|1
Holland|1
High Point|1
Goshen|1
Danville|1
Burlington|1
Wallace|1
Rock Creek|1
Oak Park|1
Meadowbrook|1
Locust Grove|1
Lexington|1
Howard|1
Henderson|1
Hanover|1
Hampton|1
Hamburg|1
Five Corners|1
Fairmount|1
Chapel Hill|1
Canton|1
Campbell|1
Berlin|1
Baker|1
Avon|1
Arcadia|1
Windsor|1
Westfield|1
Sardis|1
Russellville|1
Rogers|1
Rock Springs|1
Riverton|1
Randolph|1
Plymouth|1
Piney Grove|1
Pinehurst|1
Mount Hope|1
Montrose|1
Miller|1
Marshall|1
Lowell|1
Keystone|1
Indian Hills|1
Hudson|1
Geneva|1
Englewood|1
Cottonwood|1
Clyde|1
Cedar Hill|1
Bristol|1
Beechwood|1
Aurora|1
West Point|1
Trenton|1
Sunset|1
Sunrise|1
Spring Creek|1
Rolling Hills|1
Portland|1
Pine Ridge|1
Paradise|1
Monticello|1
Monterey|1
Mitchell|1
Midland|1
Jordan|1
Green Valley|1
Garfield|1
Garden City|1
Cold Spring|1
Clarksville|1
Cameron|1
Cambridge|1
Asbury|1
Adams|1
York|1
White Rock|1
Wakefield|1
Victoria|1
Unity|1
Twin Lakes|1
Three Forks|1
Sycamore|1
Springville|1
Russell|1
Ridgeway|1
Pisgah|1
Morgan|1
Mayfield|1
Maplewood|1
Longview|1
Linden|1
Lancaster|1
Harris|1
Good Hope|1
Gibson|1
Fulton|1
Deer Park|1
Charleston|1
Center|1
Canaan|1
Boston|1
Beverly Hills|1
Benton|1
Woodstock|1
White City|1
Westville|1
Waterford|1
Walnut Hill|1
Verona|1
Turner|1
Sterling|1
Sheridan|1
Sand Hill|1
Pumpkin Center|1
Powell|1
Poplar Grove|1
Perry|1
Parker|1
Old Town|1
Oakley|1
Newton|1
New Salem|1
Nashville|1
Lyons|1
Lone Star|1
Klondike|1
Johnstown|1
Holly Springs|1
Harrison|1
Garland|1
Foster|1
Egypt|1
Davis|1
Chestnut Hill|1
Camden|1
Buckeye|1
Brookside|1
Brentwood|1
Austin|1
Allen|1
Woodside|1
Stony Point|1
Stanley|1
Simpson|1
Silver Lake|1
Saint Paul|1
Rome|1
Rockland|1
Ridgewood|1
Raymond|1
Piedmont|1
Paris|1
Palmyra|1
Orange|1
Oakville|1
Montgomery|1
Lincoln Park|1
Laurel|1
Lake City|1
Kenwood|1
Jonesville|1
Huntsville|1
Hickory Hill|1
Grant|1
Fernwood|1
Enon|1
Columbus|1
Carlisle|1
Brookfield|1
Bradford|1
Boyd|1
Baldwin|1
Alton|1
Allendale|1
Whitehall|1
Westwood|1
Wayne|1
Utica|1
Union Grove|1
Thornton|1
Shirley|1
Robinson|1
Patterson|1
Palestine|1
Norton|1
Northwood|1
New Haven|1
Moscow|1
Lakeland|1
Indian Springs|1
Hillside|1
Helena|1
Harrisville|1
Green Acres|1
Fairfax|1
Ellis|1
Easton|1
Durham|1
Diamond|1
Dale|1
Cuba|1
Cooper|1
Cold Springs|1
Cherry Hill|1
Center Point|1
Cairo|1
Butler|1
Buckhorn|1
Beech Grove|1
Augusta|1
Athens|1
Albion|1
Winona|1
Willard|1
Westport|1
West End|1
Wellington|1
Ward|1
Victor|1
Sunset Beach|1
Stanton|1
Spencer|1
Smithfield|1
Slabtown|1
Sidney|1
Sherwood|1
Rock Hill|1
Ramsey|1
Porter|1
Poplar Springs|1
Perryville|1
Palmer|1
Newburg|1
Middleton|1
Mapleton|1
Lawrence|1
Lafayette|1
Jonestown|1
Jimtown|1
Hunter|1
Houston|1
Happy Valley|1
Hammond|1
Green Hill|1
Gordon|1
Glencoe|1
Elgin|1
Dundee|1
Duncan|1
Delta|1
Dalton|1
Crawford|1
Country Club Estates|1
Cedar Springs|1
Briarwood|1
Bradley|1
Bloomington|1
Arnold|1
Albany|1
Adamsville|1
Zion|1
Westover|1
Waterville|1
Upton|1
Trinity|1
Thompson|1
Thomas|1
Tanglewood|1
Sunshine|1
Sugar Grove|1
Stockton|1
Snow Hill|1
Sherman|1
Scotland|1
Roseville|1
Roosevelt|1
Rockport|1
Rochester|1
Plainfield|1
Osceola|1
Mulberry|1
Millwood|1
McDonald|1
Maysville|1
Mason|1
Marysville|1
Mansfield|1
Lodi|1
Livingston|1
Kirkwood|1
Kent|1
Ingleside|1
Hyde Park|1
Homer|1
Hickory Hills|1
Hawthorne|1
Hartford|1
Fredonia|1
Evansville|1
Etna|1
Edgemont|1
Dexter|1
Crestwood|1
Crescent|1
Covington|1
Country Club Estates|1
Coleman|1
Chelsea|1
Chapman|1
Cedarville|1
Burton|1
Bryant|1
Browntown|1
Beverly|1
Beaver|1
Baxter|1
Barton|1
Ashton|1
Armstrong|1
Afton|1
Warsaw|1
Viola|1
Uniontown|1
Twin Oaks|1
Sweetwater|1
Stonewall|1
Spring Lake|1
Sparta|1
Ruby|1
Roseland|1
Pleasantville|1
Pittsburg|1
Pioneer|1
Pineville|1
Oak Forest|1
Northfield|1
Mount Airy|1
Maxwell|1
Marietta|1
Lamont|1
Lake View|1
Knoxville|1
Idlewild|1
Holt|1
Hastings|1
Hancock|1
Gilbert|1
Gardner|1
Freedom|1
Emerson|1
Echo|1
Dixon|1
Denver|1
Denton|1
Curtis|1
Creston|1
Clark|1
Chesterfield|1
Cedar Point|1
Cedar Creek|1
Cascade|1
Brandon|1
Blaine|1
Bancroft|1
Avalon|1
Atwood|1
Alma|1
Wheatland|1
Wells|1
Sun Valley|1
State Line|1
Silver City|1
Seneca|1
Selma|1
Saint Joseph|1
Saint John|1
Ross|1
Roberts|1
Reynolds|1
Red Rock|1
Ogden|1
Newark|1
New London|1
Mineral Springs|1
Meridian|1
Lynn|1
Lisbon|1
Lamar|1
Knollwood|1
Kensington|1
Horton|1
Homewood|1
Homestead|1
Holiday Hills|1
Henry|1
Harper|1
Greenbriar|1
Granville|1
Graham|1
Grafton|1
Genoa|1
Fruitland|1
Fremont|1
Forest Hill|1
Forest Grove|1
Folsom|1
Flint Hill|1
Fillmore|1
Ferndale|1
Fayette|1
Fairmont|1
Eastwood|1
Dudley|1
Dublin|1
Dogtown|1
Dawson|1
Cunningham|1
Conway|1
Collins|1
College Park|1
Chestnut Grove|1
Cherry Grove|1
Cherokee|1
Chatham|1
Camelot|1
Brooks|1
Big Springs|1
Big Creek|1
Benson|1
Bedford|1
Bartlett|1
Bailey|1
Atlanta|1
Alpha|1
Woodland Hills|1
Winfield|1
Willow Springs|1
Willow Grove|1
Williamstown|1
Wheeler|1
Westchester|1
Walton|1
Tyler|1
Taylorsville|1
Stillwater|1
Shawnee|1
Shamrock|1
Scott|1
Sanford|1
Saint Charles|1
Rocky Hill|1
Rockford|1
Ripley|1
Pulaski|1
Phillips|1
Pearl|1
New Market|1
New Boston|1
Nebo|1
Mount Tabor|1
Morton|1
Moore|1
Long Branch|1
London|1
Lewisville|1
Lewiston|1
Jerusalem|1
Jasper|1
Hadley|1
Grove|1
Greenbrier|1
Gray|1
Glasgow|1
Fletcher|1
Fair Oaks|1
Essex|1
Elwood|1
Eldorado|1
Dunlap|1
Dunbar|1
Decatur|1
Darlington|1
Damascus|1
Crystal Springs|1
Crestview|1
Coldwater|1
Climax|1
Center Hill|1
Carrollton|1
Carlton|1
Caldwell|1
Byron|1
Browns Corner|1
Bridgewater|1
Bolton|1
Blue Springs|30
Bloomingdale|30
Blair|30
Bethesda|30
Belleville|30
Bear Creek|30
Bayview|30
Avoca|30
Argyle|30
Wyoming|30
Woodland Park|30
Wilton|30
White Hall|30
Watkins|30
Warwick|30
Walnut|30
Vienna|30
Union City|30
Texas|30
Sumner|30
Summerfield|30
Sugar Hill|30
Stratford|30
Springtown|30
Saratoga|30
San Jose|30
Saint Johns|30
Royal|30
Rosebud|30
Rockwood|30
Riley|30
Red Oak|30
Quincy|30
Pomona|30
Point Pleasant|30
Philadelphia|30
Peoria|30
Murray|30
Millbrook|30
Maywood|30
Macon|30
Lone Oak|30
Lewis|30
Leon|30
Lee|30
Jones|30
Hubbard|30
Gum Springs|30
Guilford|30
Galena|30
Frenchtown|30
Freeport|30
Frankfort|30
Fowler|30
Floyd|30
Fisher|30
Fairbanks|30
Evans|30
Empire|30
Elm Grove|30
Ellsworth|30
Edgewater|30
Dewey|30
Derby|30
Denmark|30
Cordova|30
Colonial Heights|30
Colfax|30
Clearview|30
Chestnut Ridge|30
Carthage|30
Carpenter|30
Calhoun|30
Brookwood|30
Brookville|30
Brentwood|30
Birmingham|30
Arcola|30
Andover|30
Aberdeen|30
Yorktown|30
Wright|30
Woodrow|30
Woodbury|30
Winslow|30
Whitney|30
Whispering Pines|30
Welcome|30
Webb|30
Washington Heights|30
Summerville|30
Sullivan|30
Stewart|30
Spring Grove|30
Silver Springs|30
Sheffield|30
Shannon|30
Scottsville|30
Saint George|30
Ryan|30
Ruth|30
Roy|30
Roxbury|30
Rosewood|30
Roscoe|30
Rocky Point|30
Richfield|30
Richardson|30
Proctor|30
Pinecrest|30
Pine Valley|30
Pierce|30
Perkins|30
Paxton|30
Omega|30
Nottingham|30
Montezuma|30
Montague|30
Milo|30
Milan|30
Martinsville|30
Maple Hill|30
Ludlow|30
Louisville|30
Longwood|30
Lewisburg|30
Lenox|30
Leesville|30
Leesburg|30
Lawrenceville|30
Kirkland|30
Kelly|30
Jerome|30
Jenkins|30
Indian Village|30
Hurricane|30
Howell|30
Hillcrest|30
Hidden Valley|30
Harvey|30
Harmon|30
Greendale|30
Granite|30
Glenville|30
Gladstone|30
Gilmore|30
Garrison|30
Freeman|30
Fox|30
Forestville|30
Flatwoods|30
Elkton|30
Elizabeth|30
Elba|30
Cumberland|30
Clearwater|30
Carter|30
California|30
Caledonia|30
Burns|30
Buckingham|30
Brunswick|30
Bennett|30
Bay View|30
Barnes|30
Arthur|30
Appleton|30
Amherst|30
Allison|30
Allentown|30
Acme|30
Woodbine|30
Wolf Creek|30
Williamsville|30
White Plains|30
Wesley|30
Weldon|30
Wayland|30
Tyrone|30
Tremont|30
Tracy|30
Tipton|30
Thompsonville|30
Tanglewood|30
Tabor|30
Sutton|30
Superior|30
Star|30
Stafford|30
Sleepy Hollow|30
Siloam|30
Shelby|30
Shaw|30
Sawyer|30
Saint James|30
Saint Clair|30
Red Bank|30
Rankin|30
Price|30
Peru|30
Page|30
Owens|30
Oneida|30
Northwood|30
Nichols|30
New Town|30
Murphy|30
Morris|30
Morgantown|30
Montpelier|30
Mechanicsburg|30
Lucas|30
Lone Pine|30
Littleton|30
Little River|30
Leland|30
Langdon|30
Lakeville|30
Lake Forest|30
La Grange|30
King|30
Kimball|30
Johnsonville|30
Highland Park|30
Hazelwood|30
Hartland|30
Hardy|30
Guthrie|30
Griffin|30
Gravel Hill|30
Golden|30
Globe|30
Gary|30
Frogtown|30
Four Points|30
Forest|30
Flint|30
Ferguson|30
Fayetteville|30
Farmersville|30
Ellisville|30
Edwards|30
Edgewood|30
Doyle|30
Delmar|30
Dallas|30
Crystal|30
Collinsville|30
Clifford|30
Church Hill|30
Cherry Valley|30
Cedar|30
Brookwood|30
Blanchard|30
Berea|30
Belleview|30
Belfast|30
Bayside|30
Bath|30
Avery|30
Ashley|30
Amity|30
Altamont|30
Adrian|30
Youngstown|30
Woodruff|30
Woodcrest|30
Willow|30
Willis|30
Wildwood|30
Whitesville|30
Westminster|30
Westgate|30
West Liberty|30
Vista|30
Vance|30
The Meadows|30
Taft|30
Springhill|30
Somerville|30
Snug Harbor|30
Smith|30
Silver Creek|30
Shore Acres|30
Rutland|30
Rossville|30
Rolling Hills|30
River Oaks|30
Ridgeville|30
Richville|30
Riceville|30
Reno|30
Redland|30
Prosperity|30
Post Oak|30
Plainville|30
Pinhook|30
Phoenix|30
Payne|30
Parkwood|30
)"},
{"colors", 1, 1, R"(almond|1
antique|1
aquamarine|1
azure|1
beige|1
bisque|1
black|1
blanched|1
blue|1
blush|1
brown|1
burlywood|1
burnished|1
chartreuse|1
chiffon|1
chocolate|1
coral|1
cornflower|1
cornsilk|1
cream|1
cyan|1
dark|1
deep|1
dim|1
dodger|1
drab|1
firebrick|1
floral|1
forest|1
frosted|1
gainsboro|3
ghost|3
goldenrod|3
green|3
grey|3
honeydew|3
hot|3
indian|3
ivory|3
khaki|3
lace|3
lavender|3
lawn|3
lemon|3
light|3
lime|3
linen|3
magenta|3
maroon|3
medium|3
metallic|3
midnight|3
mint|3
misty|3
moccasin|3
navajo|3
navy|3
olive|3
orange|3
orchid|3
pale|9
papaya|9
peach|9
peru|9
pink|9
plum|9
powder|9
puff|9
purple|9
red|9
rose|9
rosy|9
royal|9
saddle|9
salmon|9
sandy|9
seashell|9
sienna|9
sky|9
slate|9
smoke|9
snow|9
spring|9
steel|9
tan|9
thistle|9
tomato|9
turquoise|9
violet|9
wheat|9
white|9
yellow|9
)"},
{"countries", 1, 1, R"(AFGHANISTAN|1
ALAND ISLANDS|1
ALBANIA|1
ALGERIA|1
AMERICAN SAMOA|1
ANDORRA|1
ANGOLA|1
ANGUILLA|1
ANTARCTICA|1
ANTIGUA AND BARBUDA|1
ARGENTINA|1
ARMENIA|1
ARUBA|1
AUSTRALIA|1
AUSTRIA|1
AZERBAIJAN|1
BAHAMAS|1
BAHRAIN|1
BANGLADESH|1
BARBADOS|1
BELARUS|1
BELGIUM|1
BELIZE|1
BENIN|1
BERMUDA|1
BHUTAN|1
BOLIVIA|1
BOTSWANA|1
BOUVET ISLAND|1
BRAZIL|1
BRUNEI DARUSSALAM|1
BULGARIA|1
BURKINA FASO|1
BURUNDI|1
CAMBODIA|1
CAMEROON|1
CANADA|1
CAPE VERDE|1
CAYMAN ISLANDS|1
CHILE|1
CHINA|1
CHRISTMAS ISLAND|1
COMOROS|1
COSTA RICA|1
CÔTE D'IVOIRE|1
CROATIA|1
CUBA|1
CYPRUS|1
CZECH REPUBLIC|1
DENMARK|1
DJIBOUTI|1
DOMINICA|1
ECUADOR|1
EGYPT|1
EL SALVADOR|1
EQUATORIAL GUINEA|1
ERITREA|1
ESTONIA|1
ETHIOPIA|1
FAROE ISLANDS|1
FIJI|1
FINLAND|1
FRANCE|1
FRENCH GUIANA|1
FRENCH POLYNESIA|1
GABON|1
GAMBIA|1
GEORGIA|1
GERMANY|1
GHANA|1
GIBRALTAR|1
GREECE|1
GREENLAND|1
GRENADA|1
GUADELOUPE|1
GUAM|1
GUATEMALA|1
GUERNSEY|1
GUINEA|1
GUINEA-BISSAU|1
GUYANA|1
HAITI|1
HONDURAS|1
HONG KONG|1
HUNGARY|1
ICELAND|1
INDIA|1
INDONESIA|1
IRAQ|1
IRELAND|1
ISLE OF MAN|1
ISRAEL|1
ITALY|1
JAMAICA|1
JAPAN|1
JERSEY|1
JORDAN|1
KAZAKHSTAN|1
KENYA|1
KIRIBATI|1
KOREA, REPUBLIC OF|1
KUWAIT|1
KYRGYZSTAN|1
LATVIA|1
LEBANON|1
LESOTHO|1
LIBERIA|1
LIECHTENSTEIN|1
LITHUANIA|1
LUXEMBOURG|1
MACAO|1
MADAGASCAR|1
MALAWI|1
MALAYSIA|1
MALDIVES|1
MALI|1
MALTA|1
MARSHALL ISLANDS|1
MARTINIQUE|1
MAURITANIA|1
MAURITIUS|1
MAYOTTE|1
MEXICO|1
MOLDOVA, REPUBLIC OF|1
MONACO|1
MONGOLIA|1
MONTENEGRO|1
MONTSERRAT|1
MOROCCO|1
MOZAMBIQUE|1
MYANMAR|1
NAMIBIA|1
NAURU|1
NEPAL|1
NETHERLANDS|1
NETHERLANDS ANTILLES|1
NEW CALEDONIA|1
NEW ZEALAND|1
NICARAGUA|1
NIGER|1
NIGERIA|1
NIUE|1
NORFOLK ISLAND|1
NORWAY|1
OMAN|1
PAKISTAN|1
PALAU|1
PANAMA|1
PAPUA NEW GUINEA|1
PARAGUAY|1
PERU|1
PHILIPPINES|1
PITCAIRN|1
POLAND|1
PORTUGAL|1
PUERTO RICO|1
QATAR|1
RÉUNION|1
ROMANIA|1
RUSSIAN FEDERATION|1
RWANDA|1
SAINT HELENA|1
SAINT LUCIA|1
SAMOA|1
SAN MARINO|1
SAUDI ARABIA|1
SENEGAL|1
SERBIA|1
SEYCHELLES|1
SIERRA LEONE|1
SINGAPORE|1
SLOVAKIA|1
SLOVENIA|1
SOLOMON ISLANDS|1
SOMALIA|1
SOUTH AFRICA|1
SPAIN|1
SRI LANKA|1
SUDAN|1
SURINAME|1
SWAZILAND|1
SWEDEN|1
SWITZERLAND|1
SYRIAN ARAB REPUBLIC|1
TAJIKISTAN|1
THAILAND|1
TIMOR-LESTE|1
TOGO|1
TOKELAU|1
TONGA|1
TRINIDAD AND TOBAGO|1
TUNISIA|1
TURKEY|1
TURKMENISTAN|1
TUVALU|1
UGANDA|1
UKRAINE|1
UNITED ARAB EMIRATES|1
UNITED KINGDOM|1
UNITED STATES|1
URUGUAY|1
UZBEKISTAN|1
VANUATU|1
VENEZUELA|1
VIET NAM|1
VIRGIN ISLANDS, U.S.|1
WALLIS AND FUTUNA|1
WESTERN SAHARA|1
YEMEN|1
ZAMBIA|1
ZIMBABWE|1
)"},
{"credit_ratings", 1, 0, R"(Good
Low Risk
High Risk
Unknown
)"},
{"dep_count", 1, 0, R"(0
1
2
3
4
5
6
7
8
9
)"},
{"education", 1, 0, R"(Primary
Secondary
College
2 yr Degree
4 yr Degree
Advanced Degree
Unknown
)"},
{"electronic_class", 2, 1, R"(cameras|17|1
camcorders|17|1
dvd/vcr players|17|1
audio|17|1
karoke|17|1
musical|17|1
personal|17|1
scanners|17|1
televisions|17|1
memory|17|1
disk drives|17|1
monitors|17|1
stereo|17|1
automotive|17|1
portable|17|1
wireless|17|1
)"},
{"fips", 4, 1, R"(Williamson County|TN|3|-5|1
Ziebach County|SD|5|-6|1
Walker County|AL|3|-6|1
Fairfield County|SC|2|-5|1
Richland County|OH|4|-5|1
Franklin Parish|LA|7|-6|1
Daviess County|MO|6|-6|1
Barrow County|GA|3|-5|1
Luce County|MI|4|-5|1
Jefferson Davis Parish|LA|7|-6|1
San Miguel County|NM|8|-7|1
Huron County|MI|4|-5|1
Dauphin County|PA|1|-5|1
Bronx County|NY|1|-5|1
Kittitas County|WA|9|-8|1
Mobile County|AL|3|-6|1
Oglethorpe County|GA|3|-5|1
Wadena County|MN|5|-6|1
Marshall County|IN|4|-5|1
Pennington County|MN|5|-6|1
Levy County|FL|3|-5|1
Raleigh County|WV|2|-5|1
Jackson County|NC|2|-5|1
Mesa County|CO|8|-7|1
Gage County|NE|6|-6|1
Maverick County|TX|7|-6|1
Gogebic County|MI|4|-5|1
Perry County|IL|6|-6|1
Sumner County|TN|3|-6|1
Sierra County|NM|8|-7|1
Harper County|KS|6|-6|1
Essex County|VT|0|-5|1
Adams County|IN|4|-5|1
Harmon County|OK|7|-6|1
Contra Costa County|CA|9|-8|1
Anderson County|KY|4|-6|1
Arthur County|NE|6|-6|1
Saginaw County|MI|4|-5|1
Orange County|TX|7|-6|1
Terrell County|GA|3|-5|1
Coal County|OK|7|-6|1
Hubbard County|MN|5|-6|1
Appanoose County|IA|5|-6|1
Terry County|TX|7|-6|1
Salem County|NJ|0|-5|1
Montgomery County|KS|6|-6|1
Quay County|NM|8|-7|1
Dade County|GA|3|-5|1
Brazos County|TX|7|-6|1
Karnes County|TX|7|-6|1
Stillwater County|MT|6|-7|1
Pulaski County|KY|4|-5|1
Mariposa County|CA|9|-8|1
Green Lake County|WI|5|-6|1
West Feliciana Parish|LA|7|-6|1
Baltimore County|MD|2|-5|1
Cocke County|TN|3|-5|1
Reagan County|TX|7|-6|1
Halifax County|NC|2|-5|1
Abbeville County|SC|2|-5|1
Surry County|VA|2|-5|1
Lunenburg County|VA|2|-5|1
Pipestone County|MN|5|-6|1
Tehama County|CA|9|-8|1
Chambers County|TX|7|-6|1
Lea County|NM|8|-7|1
Wilkinson County|GA|3|-5|1
Miller County|GA|3|-5|1
Van Buren County|MI|4|-5|1
Warren County|IN|4|-5|1
Carter County|OK|7|-6|1
Nuckolls County|NE|6|-7|1
Klamath County|OR|9|-8|1
Somerset County|MD|2|-5|1
Camden County|GA|3|-5|1
Red River Parish|LA|7|-6|1
Harding County|NM|8|-7|1
Grant County|KS|6|-6|1
Henry County|VA|2|-5|1
Nowata County|OK|7|-6|1
Furnas County|NE|6|-6|1
Murray County|GA|3|-5|1
Richland County|WI|5|-6|1
McHenry County|ND|5|-6|1
La Crosse County|WI|5|-6|1
Price County|WI|5|-6|1
Piute County|UT|8|-7|1
Ford County|KS|6|-6|1
Itawamba County|MS|5|-6|1
Jefferson County|ID|8|-7|1
Conecuh County|AL|3|-6|1
Lincoln County|NE|6|-7|1
Warren County|VA|2|-5|1
Hinds County|MS|5|-6|1
Jack County|TX|7|-6|1
Box Butte County|NE|6|-6|1
Alamosa County|CO|8|-7|1
Mercer County|WV|2|-5|1
Burnett County|WI|5|-6|1
Sibley County|MN|5|-6|1
Porter County|IN|4|-5|1
Denali Borough|AK|9|-9|1
Orangeburg County|SC|2|-5|1
Allen County|KY|4|-6|1
Big Horn County|MT|6|-7|1
Delta County|CO|8|-7|1
Morgan County|IN|4|-5|1
Carter County|KY|4|-6|1
Tallapoosa County|AL|3|-6|1
Tolland County|CT|0|-5|1
Perry County|OH|4|-5|1
Greene County|PA|1|-5|1
Rush County|KS|6|-6|1
Fergus County|MT|6|-7|1
Campbell County|SD|5|-6|1
Schley County|GA|3|-5|1
Stafford County|VA|2|-5|1
Pickens County|AL|3|-6|1
Dutchess County|NY|1|-5|1
Brown County|NE|6|-6|1
Tompkins County|NY|1|-5|1
Sandusky County|OH|4|-5|1
Forsyth County|GA|3|-5|1
Dillingham Census Area|AK|9|-9|1
Appomattox County|VA|2|-5|1
Galax city|VA|2|-5|1
Lake County|IL|6|-6|1
Kendall County|IL|6|-6|1
Hoke County|NC|2|-5|1
Jefferson County|WA|9|-8|1
Belknap County|NH|0|-5|1
Val Verde County|TX|7|-6|1
Kootenai County|ID|8|-7|1
Ashley County|AR|7|-6|1
Hancock County|OH|4|-5|1
Warren County|OH|4|-5|1
Montgomery County|PA|1|-5|1
Wasco County|OR|9|-8|1
Newton County|MS|5|-6|1
Garza County|TX|7|-6|1
Pulaski County|IL|6|-6|1
Houston County|GA|3|-5|1
Clayton County|GA|3|-5|1
Musselshell County|MT|6|-7|1
Lassen County|CA|9|-8|1
Washington County|MD|2|-5|1
Bon Homme County|SD|5|-6|1
Kenosha County|WI|5|-6|1
Baldwin County|AL|3|-6|1
Knox County|ME|0|-5|1
Richardson County|NE|6|-7|1
Gilpin County|CO|8|-7|1
Quitman County|MS|5|-6|1
Crockett County|TN|3|-5|1
Montcalm County|MI|4|-5|1
Plymouth County|MA|0|-5|1
Mohave County|AZ|8|-7|1
Mingo County|WV|2|-5|1
Crawford County|IL|6|-6|1
Franklin County|NC|2|-5|1
Roger Mills County|OK|7|-6|1
Red Lake County|MN|5|-6|1
Cumberland County|IL|6|-6|1
Grant County|MN|5|-6|1
Chattahoochee County|GA|3|-5|1
Stevens County|MN|5|-6|1
Jasper County|IL|6|-6|1
Seward County|NE|6|-7|1
Rowan County|NC|2|-5|1
Mercer County|NJ|0|-5|1
Hickman County|TN|3|-5|1
Shawano County|WI|5|-6|1
Miner County|SD|5|-7|1
Cook County|GA|3|-5|1
Buncombe County|NC|2|-5|1
Martin County|KY|4|-5|1
Broome County|NY|1|-5|1
Pinal County|AZ|8|-7|1
Platte County|MO|6|-6|1
Polk County|FL|3|-5|1
Randolph County|NC|2|-5|1
Northumberland County|VA|2|-5|1
Humboldt County|IA|5|-6|1
Anderson County|KS|6|-6|1
Union County|NC|2|-5|1
Crittenden County|AR|7|-6|1
Franklin County|KS|6|-6|1
Haines Borough|AK|9|-9|1
White County|IN|4|-5|1
Monroe County|GA|3|-5|1
Cambria County|PA|1|-5|1
Carter County|MO|6|-6|1
Pike County|IL|6|-6|1
Austin County|TX|7|-6|1
Orleans Parish|LA|7|-6|1
Murray County|OK|7|-6|1
Boone County|KY|4|-6|1
Dubuque County|IA|5|-6|1
Maries County|MO|6|-6|1
Amherst County|VA|2|-5|1
LaMoure County|ND|5|-6|1
Nez Perce County|ID|8|-7|1
Calhoun County|MI|4|-5|1
Caldwell County|NC|2|-5|1
Lake and Peninsula Borough|AK|9|-9|1
Elmore County|ID|8|-7|1
Roosevelt County|MT|6|-7|1
Arenac County|MI|4|-5|1
Fulton County|GA|3|-5|1
Fayette County|IL|6|-6|1
Clinton County|MO|6|-6|1
Wolfe County|KY|4|-5|1
Medina County|OH|4|-5|1
Erie County|OH|4|-5|1
Johnson County|IL|6|-6|1
Tippecanoe County|IN|4|-5|1
Twin Falls County|ID|8|-7|1
Washita County|OK|7|-6|1
Polk County|GA|3|-5|1
Boone County|IA|5|-6|1
Marion County|IA|5|-6|1
Scott County|KS|6|-6|1
Forest County|PA|1|-5|1
Hartley County|TX|7|-6|1
Wallace County|KS|6|-6|1
Roane County|TN|3|-6|1
Lincoln County|MO|6|-6|1
Carbon County|MT|6|-7|1
Pacific County|WA|9|-8|1
Dale County|AL|3|-6|1
Giles County|VA|2|-5|1
Stanislaus County|CA|9|-8|1
Marshall County|MS|5|-6|1
Fentress County|TN|3|-5|1
Marshall County|AL|3|-6|1
Suffolk County|MA|0|-5|1
Turner County|GA|3|-5|1
Cumberland County|VA|2|-5|1
District of Columbia|DC|2|-5|1
Cherokee County|KS|6|-6|1
Wood County|WV|2|-5|1
Crane County|TX|7|-6|1
Fulton County|KY|4|-6|1
Blair County|PA|1|-5|1
Newport County|RI|0|-5|1
Jones County|IA|5|-6|1
Preble County|OH|4|-5|1
Cheboygan County|MI|4|-5|1
Montgomery County|IN|4|-5|1
Alleghany County|NC|2|-5|1
Walworth County|SD|5|-7|1
Scotland County|NC|2|-5|1
Yell County|AR|7|-6|1
Grayson County|KY|4|-6|1
Winnebago County|WI|5|-6|1
Gratiot County|MI|4|-5|1
Pender County|NC|2|-5|1
Lake County|OR|9|-8|1
Dickens County|TX|7|-6|1
Bottineau County|ND|5|-6|1
Onondaga County|NY|1|-5|1
Kiowa County|CO|8|-7|1
Kandiyohi County|MN|5|-6|1
Adams County|WA|9|-8|1
Lincoln County|NM|8|-7|1
Ellis County|KS|6|-6|1
Dixon County|NE|6|-6|1
Leslie County|KY|4|-5|1
Walton County|GA|3|-5|1
Neshoba County|MS|5|-6|1
Hitchcock County|NE|6|-6|1
Jackson County|KS|6|-6|1
Pike County|OH|4|-5|1
Becker County|MN|5|-6|1
Pawnee County|KS|6|-6|1
Washington County|IL|6|-6|1
Clarke County|AL|3|-6|1
Johnston County|NC|2|-5|1
Lamar County|GA|3|-5|1
Pulaski County|IN|4|-5|1
Vermilion County|IL|6|-6|1
Marion County|SC|2|-5|1
Dickey County|ND|5|-6|1
Missoula County|MT|6|-7|1
York County|SC|2|-5|1
Saline County|KS|6|-6|1
Union Parish|LA|7|-6|1
Liberty County|TX|7|-6|1
Lauderdale County|TN|3|-6|1
Butler County|PA|1|-5|1
Dewey County|SD|5|-6|1
Harrison County|OH|4|-5|1
Travis County|TX|7|-6|1
Terrell County|TX|7|-6|1
Charlottesville city|VA|2|-5|1
Hill County|MT|6|-7|1
Gem County|ID|8|-7|1
Iberville Parish|LA|7|-6|1
Knox County|IL|6|-6|1
Houghton County|MI|4|-5|1
Duplin County|NC|2|-5|1
Somerset County|ME|0|-5|1
Geary County|KS|6|-6|1
Sullivan County|NY|1|-5|1
Rockcastle County|KY|4|-5|1
Smith County|KS|6|-6|1
Tioga County|PA|1|-5|1
Monroe County|MO|6|-6|1
Lancaster County|PA|1|-5|1
Robertson County|TX|7|-6|1
Lake County|IN|4|-5|1
Nassau County|FL|3|-5|1
Lincoln County|WI|5|-6|1
Power County|ID|8|-7|1
Heard County|GA|3|-5|1
Franklin County|MA|0|-5|1
Sarpy County|NE|6|-7|1
Cumberland County|PA|1|-5|1
Jackson County|MS|5|-6|1
Person County|NC|2|-5|1
Metcalfe County|KY|4|-5|1
Henrico County|VA|2|-5|1
Pratt County|KS|6|-6|1
Tuolumne County|CA|9|-8|1
Poinsett County|AR|7|-6|1
Daniels County|MT|6|-7|1
Defiance County|OH|4|-5|1
Yakutat Borough|AK|9|-9|1
Bossier Parish|LA|7|-6|1
Laclede County|MO|6|-6|1
Pinellas County|FL|3|-5|1
Cayuga County|NY|1|-5|1
Oconee County|SC|2|-5|1
Forest County|WI|5|-6|1
Warren County|MO|6|-6|1
Posey County|IN|4|-5|1
Aroostook County|ME|0|-5|1
San Patricio County|TX|7|-6|1
Cherokee County|GA|3|-5|1
Wilcox County|AL|3|-6|1
Baraga County|MI|4|-5|1
Union County|AR|7|-6|1
Issaquena County|MS|5|-6|1
Shelby County|MO|6|-6|1
Thurston County|NE|6|-7|1
Portsmouth city|VA|2|-5|1
Union County|MS|5|-6|1
Tangipahoa Parish|LA|7|-6|1
Erie County|NY|1|-5|1
Sullivan County|MO|6|-6|1
Thayer County|NE|6|-7|1
Union County|IA|5|-6|1
Sutter County|CA|9|-8|1
Hamlin County|SD|5|-7|1
Lincoln County|TN|3|-6|1
Carter County|MT|6|-7|1
Doniphan County|KS|6|-6|1
Clark County|NV|8|-8|1
San Francisco County|CA|9|-8|1
Fountain County|IN|4|-5|1
Moore County|TN|3|-6|1
Jessamine County|KY|4|-6|1
Texas County|OK|7|-6|1
Tyrrell County|NC|2|-5|1
Jefferson County|AR|7|-6|1
Pierce County|WI|5|-6|1
Clallam County|WA|9|-8|1
Augusta County|VA|2|-5|1
Inyo County|CA|9|-8|1
Vermillion County|IN|4|-5|1
Polk County|IA|5|-6|1
Audubon County|IA|5|-6|1
Grady County|OK|7|-6|1
Breathitt County|KY|4|-6|1
White County|IL|6|-6|1
Jackson County|CO|8|-7|1
Cecil County|MD|2|-5|1
Limestone County|TX|7|-6|1
Monona County|IA|5|-6|1
Randall County|TX|7|-6|1
Clay County|IN|4|-5|1
Adams County|ID|8|-7|1
Scott County|KY|4|-5|1
Bedford County|VA|2|-5|1
Harding County|SD|5|-7|1
Washington County|WI|5|-6|1
Floyd County|IA|5|-6|1
Wells County|IN|4|-5|1
Barnes County|ND|5|-6|1
Madison County|GA|3|-5|1
Fulton County|AR|7|-6|1
Marshall County|TN|3|-6|1
Davidson County|TN|3|-5|1
Howard County|IN|4|-5|1
El Dorado County|CA|9|-8|1
Jackson County|AR|7|-6|1
Seminole County|FL|3|-5|1
Oneida County|ID|8|-7|1
Lake County|MI|4|-5|1
Umatilla County|OR|9|-8|1
Lanier County|GA|3|-5|1
Sherburne County|MN|5|-6|1
Putnam County|GA|3|-5|1
Henry County|IL|6|-6|1
Powder River County|MT|6|-7|1
Merrick County|NE|6|-7|1
Bucks County|PA|1|-5|1
Rogers County|OK|7|-6|1
Clayton County|IA|5|-6|1
Whitman County|WA|9|-8|1
Clay County|AR|7|-6|1
Madison County|NE|6|-7|1
Cassia County|ID|8|-7|1
Santa Rosa County|FL|3|-5|1
Ector County|TX|7|-6|1
Upton County|TX|7|-6|1
Suffolk County|NY|1|-5|1
Wayne County|MI|4|-5|1
Jackson County|AL|3|-6|1
Knox County|KY|4|-5|1
Van Zandt County|TX|7|-6|1
Hunterdon County|NJ|0|-5|1
Nicollet County|MN|5|-6|1
Knox County|MO|6|-6|1
Douglas County|OR|9|-8|1
Wheeler County|OR|9|-8|1
Clay County|MS|5|-6|1
Meade County|KY|4|-5|1
Bourbon County|KY|4|-6|1
Winnebago County|IA|5|-6|1
Iron County|MI|4|-5|1
Lincoln County|GA|3|-5|1
Andrew County|MO|6|-6|1
Fayette County|GA|3|-5|1
Anderson County|SC|2|-5|1
Berkshire County|MA|0|-5|1
Hardee County|FL|3|-5|1
Yukon-Koyukuk Census Area|AK|9|-9|1
Kings County|CA|9|-8|1
Norman County|MN|5|-6|1
Oneida County|NY|1|-5|1
Lake County|MT|6|-7|1
Kenai Peninsula Borough|AK|9|-9|1
Leon County|TX|7|-6|1
Adair County|OK|7|-6|1
Trigg County|KY|4|-5|1
Lee County|SC|2|-5|1
Concordia Parish|LA|7|-6|1
Leon County|FL|3|-5|1
Berrien County|MI|4|-5|1
Leavenworth County|KS|6|-6|1
Terrebonne Parish|LA|7|-6|1
Jackson County|IA|5|-6|1
Tooele County|UT|8|-7|1
Red River County|TX|7|-6|1
Effingham County|GA|3|-5|1
Glascock County|GA|3|-5|1
Jay County|IN|4|-5|1
Chesterfield County|SC|2|-5|1
Page County|IA|5|-6|1
Clinton County|KY|4|-6|1
Dent County|MO|6|-6|1
Van Buren County|AR|7|-6|1
Northwest Arctic Borough|AK|9|-9|1
Fayette County|AL|3|-6|1
Taylor County|WV|2|-5|1
Calhoun County|GA|3|-5|1
Lake County|OH|4|-5|1
Guthrie County|IA|5|-6|1
Douglas County|IL|6|-6|1
Douglas County|MN|5|-6|1
Otoe County|NE|6|-7|1
Dyer County|TN|3|-5|1
Attala County|MS|5|-6|1
Knox County|OH|4|-5|1
Webster County|MO|6|-6|1
Putnam County|WV|2|-5|1
Sumter County|AL|3|-6|1
Talbot County|MD|2|-5|1
Fayette County|WV|2|-5|1
Ohio County|WV|2|-5|1
Dixie County|FL|3|-5|1
Wilcox County|GA|3|-5|1
Macon County|GA|3|-5|1
Oscoda County|MI|4|-5|1
Rutland County|VT|0|-5|1
Otsego County|MI|4|-5|1
McIntosh County|ND|5|-6|1
Watonwan County|MN|5|-6|1
Pickett County|TN|3|-6|1
Parke County|IN|4|-5|1
Beaver County|UT|8|-7|1
Shackelford County|TX|7|-6|1
Orleans County|NY|1|-5|1
Limestone County|AL|3|-6|1
Houston County|TN|3|-5|1
Wayne County|NC|2|-5|1
Dunklin County|MO|6|-6|1
Jefferson Parish|LA|7|-6|1
Clear Creek County|CO|8|-7|1
Oceana County|MI|4|-5|1
Yankton County|SD|5|-6|1
Cheyenne County|KS|6|-6|1
Storey County|NV|8|-8|1
Washington County|NY|1|-5|1
Saline County|AR|7|-6|1
Bland County|VA|2|-5|1
Ward County|TX|7|-6|1
Carroll County|MS|5|-6|1
Tarrant County|TX|7|-6|1
Worcester County|MA|0|-5|1
Troup County|GA|3|-5|1
Stephenson County|IL|6|-6|1
Rensselaer County|NY|1|-5|1
Marion County|MO|6|-6|1
Calhoun County|AR|7|-6|1
Pike County|MO|6|-6|1
Davison County|SD|5|-6|1
McMullen County|TX|7|-6|1
Washington County|MS|5|-6|1
Gove County|KS|6|-6|1
Waupaca County|WI|5|-6|1
Madison County|AR|7|-6|1
Palo Pinto County|TX|7|-6|1
Middlesex County|MA|0|-5|1
Northampton County|VA|2|-5|1
Quitman County|GA|3|-5|1
Ward County|ND|5|-6|1
Scott County|TN|3|-6|1
Rio Grande County|CO|8|-7|1
Trimble County|KY|4|-5|1
Roberts County|TX|7|-6|1
Wallowa County|OR|9|-8|1
Ramsey County|MN|5|-6|1
Butler County|KY|4|-6|1
Putnam County|MO|6|-6|1
Cumberland County|NJ|0|-5|1
Pike County|IN|4|-5|1
Toombs County|GA|3|-5|1
Chilton County|AL|3|-6|1
Franklin County|ID|8|-7|1
Rich County|UT|8|-7|1
Turner County|SD|5|-7|1
Pima County|AZ|8|-7|1
Saratoga County|NY|1|-5|1
Lawrence County|SD|5|-7|1
New Castle County|DE|1|-5|1
Howard County|AR|7|-6|1
Green County|KY|4|-6|1
Colquitt County|GA|3|-5|1
Escambia County|FL|3|-5|1
Page County|VA|2|-5|1
Sangamon County|IL|6|-6|1
Monroe County|IL|6|-6|1
Placer County|CA|9|-8|1
Phillips County|MT|6|-7|1
Gila County|AZ|8|-7|1
Winston County|AL|3|-6|1
Columbia County|GA|3|-5|1
Olmsted County|MN|5|-6|1
Logan County|OK|7|-6|1
Douglas County|WI|5|-6|1
Monmouth County|NJ|0|-5|1
Kankakee County|IL|6|-6|1
Nacogdoches County|TX|7|-6|1
Cumberland County|ME|0|-5|1
Franklin County|IN|4|-5|1
Lamar County|AL|3|-6|1
Livingston Parish|LA|7|-6|1
Wayne County|IN|4|-5|1
Wilkinson County|MS|5|-6|1
Schleicher County|TX|7|-6|1
West Carroll Parish|LA|7|-6|1
Ouray County|CO|8|-7|1
Williamsburg city|VA|2|-5|1
Prince William County|VA|2|-5|1
Weakley County|TN|3|-6|1
Haskell County|TX|7|-6|1
Foster County|ND|5|-6|1
Gates County|NC|2|-5|1
Russell County|AL|3|-6|1
Dakota County|MN|5|-6|1
Granville County|NC|2|-5|1
Chester County|TN|3|-5|1
Greene County|MS|5|-6|1
Carroll County|IL|6|-6|1
Portage County|OH|4|-5|1
Merced County|CA|9|-8|1
Greenwood County|KS|6|-6|1
Fulton County|IL|6|-6|1
Schoharie County|NY|1|-5|1
Bryan County|OK|7|-6|1
Hamilton County|IL|6|-6|1
Monroe County|MS|5|-6|1
Coleman County|TX|7|-6|1
Crawford County|MI|4|-5|1
Marshall County|MN|5|-6|1
Caroline County|VA|2|-5|1
Woodford County|KY|4|-6|1
Madison County|MO|6|-6|1
El Paso County|TX|7|-6|1
Linn County|MO|6|-6|1
McIntosh County|GA|3|-5|1
Hancock County|KY|4|-6|1
Holmes County|MS|5|-6|1
Wapello County|IA|5|-6|1
Richmond County|NC|2|-5|1
Nash County|NC|2|-5|1
Carroll County|IA|5|-6|1
Shelby County|KY|4|-5|1
Avoyelles Parish|LA|7|-6|1
Crosby County|TX|7|-6|1
Choctaw County|OK|7|-6|1
Wayne County|MS|5|-6|1
Fremont County|ID|8|-7|1
Fairfield County|OH|4|-5|1
Golden Valley County|MT|6|-7|1
Cortland County|NY|1|-5|1
Fremont County|WY|8|-7|1
Reynolds County|MO|6|-6|1
Marion County|GA|3|-5|1
Bulloch County|GA|3|-5|1
Davis County|UT|8|-7|1
Valley County|ID|8|-7|1
Hawaii County|HI|9|-10|1
Madison County|AL|3|-6|1
Itasca County|MN|5|-6|1
Owyhee County|ID|8|-7|1
Russell County|VA|2|-5|1
Ontario County|NY|1|-5|1
Bacon County|GA|3|-5|1
Coffee County|GA|3|-5|1
Gulf County|FL|3|-5|1
Buchanan County|IA|5|-6|1
Lewis County|TN|3|-6|1
Larimer County|CO|8|-7|1
Perry County|MO|6|-6|1
Martinsville city|VA|2|-5|1
Matagorda County|TX|7|-6|1
Brooks County|GA|3|-5|1
Lucas County|OH|4|-5|1
Hooker County|NE|6|-7|1
Washakie County|WY|8|-7|1
Washington County|FL|3|-5|1
Gooding County|ID|8|-7|1
Gilliam County|OR|9|-8|1
Codington County|SD|5|-6|1
Wagoner County|OK|7|-6|1
Sawyer County|WI|5|-6|1
Morrow County|OR|9|-8|1
Hutchinson County|TX|7|-6|1
Nelson County|KY|4|-5|1
Park County|MT|6|-7|1
Kingman County|KS|6|-6|1
Carlisle County|KY|4|-6|1
Harrisonburg city|VA|2|-5|1
Douglas County|SD|5|-6|1
McCracken County|KY|4|-5|1
Rock Island County|IL|6|-6|1
Shelby County|TX|7|-6|1
Choctaw County|MS|5|-6|1
Tate County|MS|5|-6|1
Pickens County|SC|2|-5|1
New Hanover County|NC|2|-5|1
Baker County|GA|3|-5|1
Mercer County|MO|6|-6|1
Louisa County|IA|5|-6|1
Jackson County|SD|5|-7|1
Holt County|NE|6|-7|1
Louisa County|VA|2|-5|1
Iron County|UT|8|-7|1
Hopkins County|KY|4|-6|1
Plaquemines Parish|LA|7|-6|1
Johnson County|IA|5|-6|1
Clark County|OH|4|-5|1
Lee County|IA|5|-6|1
Orange County|CA|9|-8|1
Allen Parish|LA|7|-6|1
Clinton County|IA|5|-6|1
Glades County|FL|3|-5|1
Pulaski County|VA|2|-5|1
Albany County|WY|8|-7|1
Worth County|MO|6|-6|1
Lincoln County|CO|8|-7|1
Alleghany County|VA|2|-5|1
Lewis County|NY|1|-5|1
Hood County|TX|7|-6|1
Nelson County|VA|2|-5|1
Bradford County|FL|3|-5|1
Kearney County|NE|6|-7|1
Sherman County|TX|7|-6|1
Collin County|TX|7|-6|1
Montezuma County|CO|8|-7|1
Rockingham County|VA|2|-5|1
Bedford County|TN|3|-5|1
Union County|FL|3|-5|1
Danville city|VA|2|-5|1
Henry County|KY|4|-6|1
Forsyth County|NC|2|-5|1
Santa Clara County|CA|9|-8|1
Smith County|TX|7|-6|1
Box Elder County|UT|8|-7|1
San Jacinto County|TX|7|-6|1
Franklin County|PA|1|-5|1
Lawrence County|TN|3|-6|1
Washington County|OR|9|-8|1
Stephens County|OK|7|-6|1
Coles County|IL|6|-6|1
Calvert County|MD|2|-5|1
Muskegon County|MI|4|-5|1
Addison County|VT|0|-5|1
Wood County|WI|5|-6|1
Wayne County|UT|8|-7|1
Hancock County|IL|6|-6|1
Brookings County|SD|5|-6|1
Wake County|NC|2|-5|1
Catawba County|NC|2|-5|1
Northampton County|NC|2|-5|1
Waushara County|WI|5|-6|1
Logan County|AR|7|-6|1
Somerset County|NJ|0|-5|1
Yuba County|CA|9|-8|1
Craighead County|AR|7|-6|1
Borden County|TX|7|-6|1
Frederick County|VA|2|-5|1
San Benito County|CA|9|-8|1
Dunn County|WI|5|-6|1
Washington County|IA|5|-6|1
Millard County|UT|8|-7|1
Tyler County|WV|2|-5|1
Miller County|AR|7|-6|1
Burleson County|TX|7|-6|1
Fannin County|GA|3|-5|1
Jim Wells County|TX|7|-6|1
Camas County|ID|8|-7|1
Burt County|NE|6|-6|1
Prince Edward County|VA|2|-5|1
Cowlitz County|WA|9|-8|1
Franklin County|ME|0|-5|1
Van Buren County|IA|5|-6|1
Fairbanks North Star Borough|AK|9|-9|1
Van Wert County|OH|4|-5|1
Monroe County|WV|2|-5|1
Benton County|WA|9|-8|1
Middlesex County|NJ|0|-5|1
Essex County|MA|0|-5|1
Medina County|TX|7|-6|1
Spalding County|GA|3|-5|1
Luna County|NM|8|-7|1
Radford city|VA|2|-5|1
Cook County|MN|5|-6|1
Douglas County|NE|6|-6|1
Shasta County|CA|9|-8|1
Ouachita County|AR|7|-6|1
Chenango County|NY|1|-5|1
Gloucester County|NJ|0|-5|1
Koochiching County|MN|5|-6|1
Marinette County|WI|5|-6|1
Bowie County|TX|7|-6|1
Hamilton County|NY|1|-5|1
Barry County|MO|6|-6|1
San Juan County|UT|8|-7|1
Anson County|NC|2|-5|1
Brule County|SD|5|-6|1
Sagadahoc County|ME|0|-5|1
Andrews County|TX|7|-6|1
Massac County|IL|6|-6|1
McCreary County|KY|4|-5|1
Hamilton County|TX|7|-6|1
Dorchester County|MD|2|-5|1
Cedar County|NE|6|-6|1
McCormick County|SC|2|-5|1
Dooly County|GA|3|-5|1
Logan County|WV|2|-5|1
Fulton County|PA|1|-5|1
Williams County|OH|4|-5|1
Audrain County|MO|6|-6|1
Yates County|NY|1|-5|1
McLeod County|MN|5|-6|1
Colonial Heights city|VA|2|-5|1
Maricopa County|AZ|8|-7|1
Blaine County|ID|8|-7|1
Fremont County|CO|8|-7|1
Liberty County|FL|3|-5|1
Yuma County|CO|8|-7|1
Lehigh County|PA|1|-5|1
Las Animas County|CO|8|-7|1
Jefferson County|MS|5|-6|1
Suffolk city|VA|2|-5|1
Somerset County|PA|1|-5|1
Bosque County|TX|7|-6|1
Cape Girardeau County|MO|6|-6|1
Vanderburgh County|IN|4|-5|1
Clark County|KY|4|-6|1
Bell County|TX|7|-6|1
Bristol Bay Borough|AK|9|-9|1
Newton County|IN|4|-5|1
Bernalillo County|NM|8|-7|1
Polk County|WI|5|-6|1
Hampshire County|MA|0|-5|1
Creek County|OK|7|-6|1
Gilmer County|WV|2|-5|1
Flathead County|MT|6|-7|1
Missaukee County|MI|4|-5|1
Scott County|IA|5|-6|1
Hillsdale County|MI|4|-5|1
Grundy County|IA|5|-6|1
Summit County|OH|4|-5|1
Sussex County|VA|2|-5|1
Buckingham County|VA|2|-5|1
Franklin County|WA|9|-8|1
McDowell County|NC|2|-5|1
Bradley County|TN|3|-5|1
Breckinridge County|KY|4|-6|1
Granite County|MT|6|-7|1
Baldwin County|GA|3|-5|1
Echols County|GA|3|-5|1
Elliott County|KY|4|-6|1
Redwood County|MN|5|-6|1
Powell County|MT|6|-7|1
Garfield County|OK|7|-6|1
Lincoln County|WY|8|-7|1
Cass County|MO|6|-6|1
Lee County|AL|3|-6|1
Lake County|CA|9|-8|1
Bibb County|GA|3|-5|1
Swift County|MN|5|-6|1
Elk County|KS|6|-6|1
Snyder County|PA|1|-5|1
Spink County|SD|5|-7|1
Butler County|KS|6|-6|1
San Mateo County|CA|9|-8|1
Wasatch County|UT|8|-7|1
Lewis County|ID|8|-7|1
Warrick County|IN|4|-5|1
Clinton County|NY|1|-5|1
Reno County|KS|6|-6|1
Barber County|KS|6|-6|1
Craven County|NC|2|-5|1
Lincoln County|ME|0|-5|1
Hancock County|IN|4|-5|1
Hardin County|OH|4|-5|1
Cass County|IL|6|-6|1
Stoddard County|MO|6|-6|1
Bennett County|SD|5|-6|1
Livingston County|MO|6|-6|1
Sumter County|GA|3|-5|1
Garvin County|OK|7|-6|1
Lander County|NV|8|-8|1
Schenectady County|NY|1|-5|1
DeSoto County|FL|3|-5|1
Callahan County|TX|7|-6|1
Rusk County|TX|7|-6|1
Hawkins County|TN|3|-5|1
Meagher County|MT|6|-7|1
Nevada County|AR|7|-6|1
Chattooga County|GA|3|-5|1
Benton County|IN|4|-5|1
Montgomery County|TN|3|-6|1
Steuben County|NY|1|-5|1
Kent County|RI|0|-5|1
Ripley County|IN|4|-5|1
Anderson County|TX|7|-6|1
Grand County|UT|8|-7|1
White Pine County|NV|8|-8|1
Palo Alto County|IA|5|-6|1
Oxford County|ME|0|-5|1
Franklin County|AR|7|-6|1
Chowan County|NC|2|-5|1
Milwaukee County|WI|5|-6|1
Sublette County|WY|8|-7|1
Ripley County|MO|6|-6|1
Judith Basin County|MT|6|-7|1
Crenshaw County|AL|3|-6|1
Trinity County|CA|9|-8|1
Montgomery County|AL|3|-6|1
Pulaski County|MO|6|-6|1
Kingfisher County|OK|7|-6|1
Iowa County|IA|5|-6|1
White County|AR|7|-6|1
Jackson County|MI|4|-5|1
Jenkins County|GA|3|-5|1
Harford County|MD|2|-5|1
Dickson County|TN|3|-5|1
Simpson County|MS|5|-6|1
Aitkin County|MN|5|-6|1
Graham County|AZ|8|-7|1
Effingham County|IL|6|-6|1
Otero County|NM|8|-7|1
King County|WA|9|-8|1
Montgomery County|MO|6|-6|1
Chesapeake city|VA|2|-5|1
Upshur County|TX|7|-6|1
Polk County|AR|7|-6|1
Wade Hampton Census Area|AK|9|-9|1
Allamakee County|IA|5|-6|1
Decatur County|KS|6|-6|1
Vilas County|WI|5|-6|1
Newport News city|VA|2|-5|1
Smith County|MS|5|-6|1
Schuyler County|IL|6|-6|1
Cooper County|MO|6|-6|1
Bartholomew County|IN|4|-5|1
Ochiltree County|TX|7|-6|1
Neosho County|KS|6|-6|1
Lee County|TX|7|-6|1
Lee County|AR|7|-6|1
DeBaca County|NM|8|-7|1
Dorchester County|SC|2|-5|1
Polk County|TX|7|-6|1
Coos County|NH|0|-5|1
Carteret County|NC|2|-5|1
Pocahontas County|WV|2|-5|1
Canyon County|ID|8|-7|1
Covington County|AL|3|-6|1
Clay County|IA|5|-6|1
Colbert County|AL|3|-6|1
Kinney County|TX|7|-6|1
Mason County|WV|2|-5|1
Coweta County|GA|3|-5|1
Delaware County|IN|4|-5|1
Doddridge County|WV|2|-5|1
Caroline County|MD|2|-5|1
Scotland County|MO|6|-6|1
Goochland County|VA|2|-5|1
Barbour County|AL|3|-6|1
McDuffie County|GA|3|-5|1
Etowah County|AL|3|-6|1
Seward County|KS|6|-6|1
Yoakum County|TX|7|-6|1
Dallas County|AR|7|-6|1
Harrison County|MO|6|-6|1
Oktibbeha County|MS|5|-6|1
Camden County|NJ|0|-5|1
Steele County|MN|5|-6|1
Door County|WI|5|-6|1
Jasper County|IN|4|-5|1
Webster County|MS|5|-6|1
Penobscot County|ME|0|-5|1
Meriwether County|GA|3|-5|1
Hertford County|NC|2|-5|1
Kodiak Island Borough|AK|9|-9|1
Young County|TX|7|-6|1
Jackson County|TN|3|-5|1
Miller County|MO|6|-6|1
Riley County|KS|6|-6|1
Perry County|AL|3|-6|1
Clatsop County|OR|9|-8|1
Chautauqua County|NY|1|-5|1
Vigo County|IN|4|-5|1
Daggett County|UT|8|-7|1
Hardin County|IA|5|-6|1
Ontonagon County|MI|4|-5|1
Brown County|KS|6|-6|1
Houston County|TX|7|-6|1
Buchanan County|MO|6|-6|1
Parmer County|TX|7|-6|1
Jefferson County|NE|6|-7|1
Montgomery County|MD|2|-5|1
Pawnee County|NE|6|-7|1
Jefferson County|IL|6|-6|1
Erie County|PA|1|-5|1
Carroll County|MD|2|-5|1
Kaufman County|TX|7|-6|1
Refugio County|TX|7|-6|1
Sunflower County|MS|5|-6|1
Muhlenberg County|KY|4|-5|1
Oakland County|MI|4|-5|1
Jackson County|OR|9|-8|1
Hardeman County|TN|3|-5|1
Wayne County|WV|2|-5|1
Loudon County|TN|3|-6|1
Greenbrier County|WV|2|-5|1
Barbour County|WV|2|-5|1
Hamilton County|FL|3|-5|1
Sanders County|MT|6|-7|1
DeSoto County|MS|5|-6|1
Worth County|IA|5|-6|1
Pushmataha County|OK|7|-6|1
Bowman County|ND|5|-6|1
Little River County|AR|7|-6|1
Butts County|GA|3|-5|1
Currituck County|NC|2|-5|1
Des Moines County|IA|5|-6|1
Johnson County|TX|7|-6|1
Summers County|WV|2|-5|1
Floyd County|TX|7|-6|1
Madison County|NC|2|-5|1
Fayette County|IN|4|-5|1
Boyd County|KY|4|-6|1
Glasscock County|TX|7|-6|1
Kane County|IL|6|-6|1
Kanawha County|WV|2|-5|1
Taliaferro County|GA|3|-5|1
Morris County|NJ|0|-5|1
Lee County|VA|2|-5|1
Le Flore County|OK|7|-6|1
Emmet County|IA|5|-6|1
Titus County|TX|7|-6|1
Fleming County|KY|4|-6|1
Cass County|IN|4|-5|1
Socorro County|NM|8|-7|1
Adams County|CO|8|-7|1
Sullivan County|NH|0|-5|1
Custer County|OK|7|-6|1
Greensville County|VA|2|-5|1
Hopkins County|TX|7|-6|1
Blaine County|OK|7|-6|1
Franklin County|NY|1|-5|1
Decatur County|TN|3|-5|1
Walworth County|WI|5|-6|1
Hill County|TX|7|-6|1
Worth County|GA|3|-5|1
Robertson County|KY|4|-5|1
Putnam County|TN|3|-6|1
Simpson County|KY|4|-5|1
Oklahoma County|OK|7|-6|1
Queen Anne County|MD|2|-5|1
Woodford County|IL|6|-6|1
Marshall County|IA|5|-6|1
Curry County|NM|8|-7|1
Barren County|KY|4|-6|1
Washington County|KY|4|-5|1
Long County|GA|3|-5|1
Bienville Parish|LA|7|-6|1
McPherson County|NE|6|-7|1
Haakon County|SD|5|-7|1
Bannock County|ID|8|-7|1
Navajo County|AZ|8|-7|1
Dare County|NC|2|-5|1
Cass County|TX|7|-6|1
Clark County|IL|6|-6|1
Manitowoc County|WI|5|-6|1
Madison County|ID|8|-7|1
Saunders County|NE|6|-7|1
Rio Arriba County|NM|8|-7|1
Tuscaloosa County|AL|3|-6|1
Bonneville County|ID|8|-7|1
Washburn County|WI|5|-6|1
Clark County|ID|8|-7|1
Marion County|TN|3|-6|1
Wilson County|NC|2|-5|1
Mason County|KY|4|-5|1
Livingston County|NY|1|-5|1
Clay County|GA|3|-5|1
Sumner County|KS|6|-6|1
Ottawa County|KS|6|-6|1
New Kent County|VA|2|-5|1
Fremont County|IA|5|-6|1
Laurens County|SC|2|-5|1
Marshall County|KS|6|-6|1
Imperial County|CA|9|-8|1
Goodhue County|MN|5|-6|1
Kimball County|NE|6|-7|1
Dewey County|OK|7|-6|1
Holt County|MO|6|-6|1
Jasper County|GA|3|-5|1
Crockett County|TX|7|-6|1
McDowell County|WV|2|-5|1
Swisher County|TX|7|-6|1
Stark County|ND|5|-6|1
Gladwin County|MI|4|-5|1
Windsor County|VT|0|-5|1
Sully County|SD|5|-7|1
Pike County|AL|3|-6|1
Holmes County|FL|3|-5|1
Newton County|MO|6|-6|1
Stanly County|NC|2|-5|1
Grays Harbor County|WA|9|-8|1
Garrett County|MD|2|-5|1
Traill County|ND|5|-6|1
Jackson County|IN|4|-5|1
Montrose County|CO|8|-7|1
Eddy County|ND|5|-6|1
Christian County|MO|6|-6|1
Winn Parish|LA|7|-6|1
Holmes County|OH|4|-5|1
Cheshire County|NH|0|-5|1
Madison County|NY|1|-5|1
Hamilton County|IA|5|-6|1
Adair County|MO|6|-6|1
Fayette County|TX|7|-6|1
Philadelphia County|PA|1|-5|1
Morgan County|TN|3|-6|1
Morgan County|IL|6|-6|1
Henderson County|IL|6|-6|1
Benewah County|ID|8|-7|1
Starr County|TX|7|-6|1
Sebastian County|AR|7|-6|1
Cass County|ND|5|-6|1
Montgomery County|IL|6|-6|1
Tunica County|MS|5|-6|1
Grundy County|TN|3|-5|1
Crook County|WY|8|-7|1
Union County|OH|4|-5|1
Estill County|KY|4|-6|1
Beaver County|PA|1|-5|1
Dunn County|ND|5|-6|1
Oconto County|WI|5|-6|1
Waynesboro city|VA|2|-5|1
Johnson County|IN|4|-5|1
Atoka County|OK|7|-6|1
Moore County|TX|7|-6|1
Jasper County|SC|2|-5|1
Marion County|OH|4|-5|1
Claiborne Parish|LA|7|-6|1
Gordon County|GA|3|-5|1
Apache County|AZ|8|-7|1
Nueces County|TX|7|-6|1
Switzerland County|IN|4|-5|1
Hood River County|OR|9|-8|1
Crow Wing County|MN|5|-6|1
Lafayette County|WI|5|-6|1
Union County|KY|4|-5|1
Los Angeles County|CA|9|-8|1
Todd County|KY|4|-5|1
Logan County|OH|4|-5|1
Lenawee County|MI|4|-5|1
Tripp County|SD|5|-7|1
Payne County|OK|7|-6|1
Rock County|WI|5|-6|1
Moffat County|CO|8|-7|1
Kenedy County|TX|7|-6|1
Norfolk city|VA|2|-5|1
Wright County|MO|6|-6|1
Wheatland County|MT|6|-7|1
Camden County|NC|2|-5|1
Hampshire County|WV|2|-5|1
Franklin County|IL|6|-6|1
Taylor County|TX|7|-6|1
Harrison County|TX|7|-6|1
Dallas County|IA|5|-6|1
Bristol County|RI|0|-5|1
Grayson County|TX|7|-6|1
Pulaski County|AR|7|-6|1
Aransas County|TX|7|-6|1
Clark County|MO|6|-6|1
Emmet County|MI|4|-5|1
Whiteside County|IL|6|-6|1
Fresno County|CA|9|-8|1
Mason County|TX|7|-6|1
Mecklenburg County|VA|2|-5|1
Howard County|NE|6|-7|1
Essex County|NY|1|-5|1
Ogemaw County|MI|4|-5|1
Greene County|IN|4|-5|1
Saline County|NE|6|-7|1
Chautauqua County|KS|6|-6|1
Zavala County|TX|7|-6|1
Lawrence County|KY|4|-5|1
Angelina County|TX|7|-6|1
Greene County|MO|6|-6|1
Anoka County|MN|5|-6|1
Bath County|VA|2|-5|1
San Bernardino County|CA|9|-8|1
Twiggs County|GA|3|-5|1
Carroll County|NH|0|-5|1
Erath County|TX|7|-6|1
Greenville County|SC|2|-5|1
Jefferson County|KS|6|-6|1
Emery County|UT|8|-7|1
Webb County|TX|7|-6|1
Clinton County|OH|4|-5|1
Caldwell County|KY|4|-6|1
Alpine County|CA|9|-8|1
Benton County|TN|3|-5|1
Whitley County|IN|4|-5|1
Assumption Parish|LA|7|-6|1
Real County|TX|7|-6|1
Citrus County|FL|3|-5|1
Oregon County|MO|6|-6|1
Pitkin County|CO|8|-7|1
Lawrence County|IN|4|-5|1
Niagara County|NY|1|-5|1
Dinwiddie County|VA|2|-5|1
Newton County|AR|7|-6|1
Volusia County|FL|3|-5|1
Henderson County|NC|2|-5|1
Clay County|WV|2|-5|1
Beltrami County|MN|5|-6|1
Cedar County|MO|6|-6|1
Pershing County|NV|8|-8|1
New London County|CT|0|-5|1
Mille Lacs County|MN|5|-6|1
Fall River County|SD|5|-6|1
Harney County|OR|9|-8|1
Utah County|UT|8|-7|1
Union County|IN|4|-5|1
Aleutians East Borough|AK|9|-9|1
Lowndes County|AL|3|-6|1
Cass County|IA|5|-6|1
Orleans County|VT|0|-5|1
Cleveland County|NC|2|-5|1
Manatee County|FL|3|-5|1
Robeson County|NC|2|-5|1
Lyon County|KS|6|-6|1
Rolette County|ND|5|-6|1
Solano County|CA|9|-8|1
Cumberland County|TN|3|-5|1
Stone County|AR|7|-6|1
Jasper County|TX|7|-6|1
Copiah County|MS|5|-6|1
Sheridan County|KS|6|-6|1
Chelan County|WA|9|-8|1
Gonzales County|TX|7|-6|1
Columbia County|WA|9|-8|1
Whatcom County|WA|9|-8|1
Wharton County|TX|7|-6|1
Nobles County|MN|5|-6|1
Freestone County|TX|7|-6|1
Duchesne County|UT|8|-7|1
Langlade County|WI|5|-6|1
Charleston County|SC|2|-5|1
Hamblen County|TN|3|-5|1
Lampasas County|TX|7|-6|1
Wilson County|KS|6|-6|1
Washtenaw County|MI|4|-5|1
Calhoun County|WV|2|-5|1
Boone County|IL|6|-6|1
Cumberland County|NC|2|-5|1
Franklin County|MS|5|-6|1
Chippewa County|MN|5|-6|1
Hinsdale County|CO|8|-7|1
Roberts County|SD|5|-7|1
Custer County|CO|8|-7|1
Major County|OK|7|-6|1
Menominee County|MI|4|-5|1
Sussex County|NJ|0|-5|1
Howard County|MD|2|-5|1
Pamlico County|NC|2|-5|1
Shelby County|TN|3|-6|1
Grant County|ND|5|-6|1
Josephine County|OR|9|-8|1
Allegheny County|PA|1|-5|1
Franklin city|VA|2|-5|1
Lonoke County|AR|7|-6|1
Cherokee County|OK|7|-6|1
Williamsburg County|SC|2|-5|1
Fairfax County|VA|2|-5|1
Elbert County|CO|8|-7|1
Garland County|AR|7|-6|1
Nicholas County|KY|4|-5|1
Chickasaw County|IA|5|-6|1
Lavaca County|TX|7|-6|1
Shawnee County|KS|6|-6|1
Ottawa County|OH|4|-5|1
Steuben County|IN|4|-5|1
Marion County|IL|6|-6|1
Gallatin County|IL|6|-6|1
Carbon County|WY|8|-7|1
Emporia city|VA|2|-5|1
Hickory County|MO|6|-6|1
Cheyenne County|CO|8|-7|1
Clark County|SD|5|-6|1
Adams County|OH|4|-5|1
De Kalb County|IN|4|-5|1
Chariton County|MO|6|-6|1
McCurtain County|OK|7|-6|1
Stevens County|KS|6|-6|1
Kimble County|TX|7|-6|1
Cross County|AR|7|-6|1
Crook County|OR|9|-8|1
Jefferson County|GA|3|-5|1
Madison County|TX|7|-6|1
Otsego County|NY|1|-5|1
Amelia County|VA|2|-5|1
Beaver County|OK|7|-6|1
Dawson County|GA|3|-5|1
Brown County|TX|7|-6|1
Dawson County|MT|6|-7|1
Lamoille County|VT|0|-5|1
Jefferson County|MO|6|-6|1
Kent County|TX|7|-6|1
Yamhill County|OR|9|-8|1
Centre County|PA|1|-5|1
Hart County|GA|3|-5|1
Adams County|IA|5|-6|1
Greeley County|NE|6|-6|1
Bennington County|VT|0|-5|1
Decatur County|IA|5|-6|1
Eastland County|TX|7|-6|1
Lee County|FL|3|-5|1
Candler County|GA|3|-5|1
Hempstead County|AR|7|-6|1
Crawford County|IN|4|-5|1
Kalkaska County|MI|4|-5|1
Wheeler County|NE|6|-7|1
Barnstable County|MA|0|-5|1
Garfield County|WA|9|-8|1
Wells County|ND|5|-6|1
Putnam County|IN|4|-5|1
Russell County|KY|4|-5|1
Thurston County|WA|9|-8|1
Santa Barbara County|CA|9|-8|1
Daviess County|IN|4|-5|1
Grimes County|TX|7|-6|1
Moultrie County|IL|6|-6|1
McPherson County|KS|6|-6|1
Comanche County|OK|7|-6|1
Hamilton County|IN|4|-5|1
Ralls County|MO|6|-6|1
Scott County|IL|6|-6|1
Mitchell County|TX|7|-6|1
Washington County|NC|2|-5|1
Sampson County|NC|2|-5|1
Hunt County|TX|7|-6|1
Park County|WY|8|-7|1
Lexington city|VA|2|-5|1
Linn County|OR|9|-8|1
Morrill County|NE|6|-7|1
Hemphill County|TX|7|-6|1
Rapides Parish|LA|7|-6|1
Lowndes County|MS|5|-6|1
Durham County|NC|2|-5|1
Boone County|MO|6|-6|1
Wilson County|TX|7|-6|1
Republic County|KS|6|-6|1
Lane County|OR|9|-8|1
Hancock County|WV|2|-5|1
Wheeler County|TX|7|-6|1
Dallas County|TX|7|-6|1
Marion County|MS|5|-6|1
Pemiscot County|MO|6|-6|1
Ada County|ID|8|-7|1
Jerome County|ID|8|-7|1
Riverside County|CA|9|-8|1
Dearborn County|IN|4|-5|1
Luzerne County|PA|1|-5|1
Ashland County|WI|5|-6|1
Monroe County|IN|4|-5|1
Grant County|KY|4|-6|1
Hughes County|SD|5|-7|1
Clarendon County|SC|2|-5|1
Sherman County|KS|6|-6|1
Stearns County|MN|5|-6|1
Henry County|OH|4|-5|1
Alger County|MI|4|-5|1
Sevier County|AR|7|-6|1
Webster County|WV|2|-5|1
Fredericksburg city|VA|2|-5|1
Jo Daviess County|IL|6|-6|1
Gaines County|TX|7|-6|1
Marion County|KS|6|-6|1
Sherman County|OR|9|-8|1
Floyd County|GA|3|-5|1
Greenup County|KY|4|-6|1
Santa Cruz County|CA|9|-8|1
Scott County|MN|5|-6|1
Henderson County|TN|3|-5|1
San Juan County|WA|9|-8|1
Cibola County|NM|8|-7|1
Woodbury County|IA|5|-6|1
Jerauld County|SD|5|-7|1
Todd County|MN|5|-6|1
Carson County|TX|7|-6|1
Stewart County|TN|3|-6|1
Montour County|PA|1|-5|1
Grant County|IN|4|-5|1
Benzie County|MI|4|-5|1
Morgan County|MO|6|-6|1
Brantley County|GA|3|-5|1
Warren County|GA|3|-5|1
Preston County|WV|2|-5|1
Custer County|SD|5|-6|1
Ascension Parish|LA|7|-6|1
Huerfano County|CO|8|-7|1
McMinn County|TN|3|-6|1
Clay County|AL|3|-6|1
Lubbock County|TX|7|-6|1
Weld County|CO|8|-7|1
Tallahatchie County|MS|5|-6|1
Costilla County|CO|8|-7|1
Lamb County|TX|7|-6|1
Johnson County|MO|6|-6|1
Ellis County|OK|7|-6|1
Trempealeau County|WI|5|-6|1
Webster Parish|LA|7|-6|1
Buena Vista County|IA|5|-6|1
Cannon County|TN|3|-5|1
Montgomery County|KY|4|-5|1
Trousdale County|TN|3|-6|1
Deuel County|NE|6|-6|1
Story County|IA|5|-6|1
Randolph County|IL|6|-6|1
DeKalb County|IL|6|-6|1
Jefferson County|OK|7|-6|1
White County|TN|3|-6|1
Marion County|AR|7|-6|1
Hodgeman County|KS|6|-6|1
Gwinnett County|GA|3|-5|1
Monroe County|AR|7|-6|1
Spartanburg County|SC|2|-5|1
McCone County|MT|6|-7|1
Lincoln County|AR|7|-6|1
Valley County|MT|6|-7|1
Kalamazoo County|MI|4|-5|1
San Diego County|CA|9|-8|1
Ness County|KS|6|-6|1
Valley County|NE|6|-7|1
Fayette County|IA|5|-6|1
Johnson County|TN|3|-6|1
Benton County|AR|7|-6|1
Corson County|SD|5|-6|1
Bamberg County|SC|2|-5|1
Phelps County|NE|6|-7|1
Bullock County|AL|3|-6|1
Amador County|CA|9|-8|1
Pettis County|MO|6|-6|1
Telfair County|GA|3|-5|1
Jefferson County|IA|5|-6|1
Wayne County|IL|6|-6|1
Harvey County|KS|6|-6|1
Calcasieu Parish|LA|7|-6|1
Mellette County|SD|5|-7|1
Warren County|KY|4|-5|1
Teton County|MT|6|-7|1
Houston County|MN|5|-6|1
Strafford County|NH|0|-5|1
Smith County|TN|3|-6|1
Providence County|RI|0|-5|1
Boise County|ID|8|-7|1
Johnson County|WY|8|-7|1
Henry County|AL|3|-6|1
Toole County|MT|6|-7|1
Spotsylvania County|VA|2|-5|1
Bullitt County|KY|4|-6|1
Okmulgee County|OK|7|-6|1
Taylor County|FL|3|-5|1
Nottoway County|VA|2|-5|1
Mississippi County|MO|6|-6|1
Washington County|AL|3|-6|1
Douglas County|CO|8|-7|1
Waukesha County|WI|5|-6|1
Obion County|TN|3|-6|1
Huntingdon County|PA|1|-5|1
Brown County|SD|5|-6|1
Warren County|IL|6|-6|1
Warren County|NJ|0|-5|1
Grenada County|MS|5|-6|1
Putnam County|NY|1|-5|1
Juniata County|PA|1|-5|1
Logan County|KS|6|-6|1
Pope County|AR|7|-6|1
Bryan County|GA|3|-5|1
Sanpete County|UT|8|-7|1
Barton County|MO|6|-6|1
Kiowa County|KS|6|-6|1
Lincoln County|OK|7|-6|1
Live Oak County|TX|7|-6|1
King County|TX|7|-6|1
Mitchell County|NC|2|-5|1
Floyd County|IN|4|-5|1
Loup County|NE|6|-7|1
Kendall County|TX|7|-6|1
Madison County|IN|4|-5|1
Cass County|MN|5|-6|1
Perry County|IN|4|-5|1
Garfield County|MT|6|-7|1
Walton County|FL|3|-5|1
Idaho County|ID|8|-7|1
Beaufort County|SC|2|-5|1
Morton County|KS|6|-6|1
Dolores County|CO|8|-7|1
Wabash County|IN|4|-5|1
Wyandot County|OH|4|-5|1
Monroe County|FL|3|-5|1
Stone County|MS|5|-6|1
Spencer County|IN|4|-5|1
Iroquois County|IL|6|-6|1
Clarke County|VA|2|-5|1
Hand County|SD|5|-7|1
Clinton County|PA|1|-5|1
Wabash County|IL|6|-6|1
Coshocton County|OH|4|-5|1
Randolph County|AL|3|-6|1
Los Alamos County|NM|8|-7|1
Madison County|MS|5|-6|1
Stanley County|SD|5|-7|1
Lowndes County|GA|3|-5|1
Charles Mix County|SD|5|-6|1
Sac County|IA|5|-6|1
Beauregard Parish|LA|7|-6|1
Poweshiek County|IA|5|-6|1
Lewis County|WA|9|-8|1
Greene County|AR|7|-6|1
Sullivan County|IN|4|-5|1
Kewaunee County|WI|5|-6|1
Berkeley County|SC|2|-5|1
Deschutes County|OR|9|-8|1
Owsley County|KY|4|-5|1
Cleburne County|AL|3|-6|1
Wyoming County|PA|1|-5|1
San Joaquin County|CA|9|-8|1
Atchison County|MO|6|-6|1
Blaine County|NE|6|-6|1
Chatham County|NC|2|-5|1
Evangeline Parish|LA|7|-6|1
Palm Beach County|FL|3|-5|1
Coffee County|AL|3|-6|1
DeWitt County|TX|7|-6|1
Morgan County|WV|2|-5|1
Overton County|TN|3|-6|1
Osceola County|MI|4|-5|1
Pittsburg County|OK|7|-6|1
Columbus County|NC|2|-5|1
Freeborn County|MN|5|-6|1
Noxubee County|MS|5|-6|1
Cherokee County|TX|7|-6|1
Rock County|NE|6|-7|1
Wright County|IA|5|-6|1
Rhea County|TN|3|-6|1
Allegany County|MD|2|-5|1
Richmond County|NY|1|-5|1
Oldham County|KY|4|-5|1
Winston County|MS|5|-6|1
Rutherford County|TN|3|-6|1
Bremer County|IA|5|-6|1
Multnomah County|OR|9|-8|1
Washington County|PA|1|-5|1
Arlington County|VA|2|-5|1
De Soto Parish|LA|7|-6|1
Keokuk County|IA|5|-6|1
Screven County|GA|3|-5|1
Morton County|ND|5|-6|1
Benton County|IA|5|-6|1
Branch County|MI|4|-5|1
Norton city|VA|2|-5|1
Ketchikan Gateway Borough|AK|9|-9|1
Mora County|NM|8|-7|1
Franklin County|MO|6|-6|1
Grant Parish|LA|7|-6|1
Lincoln County|WV|2|-5|1
Macon County|NC|2|-5|1
Ford County|IL|6|-6|1
Alamance County|NC|2|-5|1
Walsh County|ND|5|-6|1
Lebanon County|PA|1|-5|1
Marion County|IN|4|-5|1
Botetourt County|VA|2|-5|1
Shenandoah County|VA|2|-5|1
Harrison County|IN|4|-5|1
Carroll County|VA|2|-5|1
Highland County|VA|2|-5|1
Douglas County|KS|6|-6|1
Fillmore County|NE|6|-6|1
Montgomery County|NY|1|-5|1
Atchison County|KS|6|-6|1
Robertson County|TN|3|-6|1
Brewster County|TX|7|-6|1
Prairie County|AR|7|-6|1
Tuscola County|MI|4|-5|1
Hanson County|SD|5|-7|1
Cameron County|TX|7|-6|1
Gallatin County|KY|4|-6|1
Lawrence County|PA|1|-5|1
Edwards County|TX|7|-6|1
Buffalo County|WI|5|-6|1
Adams County|PA|1|-5|1
Dubois County|IN|4|-5|1
Osceola County|IA|5|-6|1
Douglas County|NV|8|-8|1
Windham County|VT|0|-5|1
Lexington County|SC|2|-5|1
Martin County|FL|3|-5|1
Meade County|SD|5|-7|1
Lake County|MN|5|-6|1
Comanche County|KS|6|-6|1
Livingston County|KY|4|-5|1
Butler County|IA|5|-6|1
Parker County|TX|7|-6|1
Ferry County|WA|9|-8|1
Windham County|CT|0|-5|1
Marion County|TX|7|-6|1
Menifee County|KY|4|-5|1
Lincoln County|WA|9|-8|1
Kossuth County|IA|5|-6|1
Craig County|OK|7|-6|1
Charlotte County|VA|2|-5|1
Stephens County|TX|7|-6|1
Silver Bow County|MT|6|-7|1
Randolph County|WV|2|-5|1
Menominee County|WI|5|-6|1
Ohio County|KY|4|-5|1
Jackson County|MN|5|-6|1
Baca County|CO|8|-7|1
Monterey County|CA|9|-8|1
Phelps County|MO|6|-6|1
Douglas County|MO|6|-6|1
Monroe County|OH|4|-5|1
Hale County|TX|7|-6|1
Stephens County|GA|3|-5|1
Polk County|MO|6|-6|1
Orange County|NY|1|-5|1
Crawford County|IA|5|-6|1
Lyman County|SD|5|-7|1
Okaloosa County|FL|3|-5|1
Ozark County|MO|6|-6|1
Culberson County|TX|7|-6|1
Blackford County|IN|4|-5|1
Cotton County|OK|7|-6|1
Foard County|TX|7|-6|1
Lamar County|MS|5|-6|1
Logan County|IL|6|-6|1
Burke County|ND|5|-6|1
Gentry County|MO|6|-6|1
Dona Ana County|NM|8|-7|1
Loudoun County|VA|2|-5|1
Humboldt County|CA|9|-8|1
Perry County|KY|4|-5|1
Wichita County|KS|6|-6|1
Escambia County|AL|3|-6|1
Jackson Parish|LA|7|-6|1
Carbon County|PA|1|-5|1
Nye County|NV|8|-8|1
Washoe County|NV|8|-8|1
Nemaha County|NE|6|-7|1
Denton County|TX|7|-6|1
Vinton County|OH|4|-5|1
Clearwater County|MN|5|-6|1
Jefferson County|OH|4|-5|1
Prowers County|CO|8|-7|1
Cache County|UT|8|-7|1
Adams County|NE|6|-6|1
Lewis County|MO|6|-6|1
Barnwell County|SC|2|-5|1
Fulton County|NY|1|-5|1
Izard County|AR|7|-6|1
Carroll County|OH|4|-5|1
Renville County|ND|5|-6|1
Saguache County|CO|8|-7|1
Day County|SD|5|-6|1
Otero County|CO|8|-7|1
Taylor County|KY|4|-5|1
Garfield County|NE|6|-6|1
Middlesex County|CT|0|-5|1
Otter Tail County|MN|5|-6|1
Potter County|TX|7|-6|1
DeKalb County|TN|3|-5|1
Armstrong County|TX|7|-6|1
Milam County|TX|7|-6|1
Brown County|WI|5|-6|1
Adair County|KY|4|-6|1
Latimer County|OK|7|-6|1
Mills County|TX|7|-6|1
Osborne County|KS|6|-6|1
Bladen County|NC|2|-5|1
Warren County|IA|5|-6|1
Calhoun County|FL|3|-5|1
Meigs County|OH|4|-5|1
Stokes County|NC|2|-5|1
Vernon County|WI|5|-6|1
Coos County|OR|9|-8|1
Hayes County|NE|6|-6|1
Chatham County|GA|3|-5|1
Roscommon County|MI|4|-5|1
Iron County|MO|6|-6|1
Childress County|TX|7|-6|1
McKinley County|NM|8|-7|1
Gadsden County|FL|3|-5|1
Monroe County|TN|3|-6|1
Edgar County|IL|6|-6|1
Stanton County|KS|6|-6|1
Dickinson County|IA|5|-6|1
Gasconade County|MO|6|-6|1
Salt Lake County|UT|8|-7|1
Muscogee County|GA|3|-5|1
Mercer County|ND|5|-6|1
Teton County|ID|8|-7|1
Mercer County|PA|1|-5|1
Love County|OK|7|-6|1
Osage County|MO|6|-6|1
Henderson County|TX|7|-6|1
Harper County|OK|7|-6|1
Decatur County|IN|4|-5|1
Marlboro County|SC|2|-5|1
Madison County|VA|2|-5|1
Marion County|AL|3|-6|1
Orange County|NC|2|-5|1
Henry County|IA|5|-6|1
Warren County|NC|2|-5|1
Liberty County|MT|6|-7|1
East Feliciana Parish|LA|7|-6|1
Richland County|IL|6|-6|1
Lawrence County|OH|4|-5|1
Washington Parish|LA|7|-6|1
Kerr County|TX|7|-6|1
Marion County|FL|3|-5|1
Caldwell County|TX|7|-6|1
Banks County|GA|3|-5|1
Roanoke city|VA|2|-5|1
Barton County|KS|6|-6|1
Hart County|KY|4|-6|1
Floyd County|VA|2|-5|1
Mayes County|OK|7|-6|1
Jones County|SD|5|-7|1
Ramsey County|ND|5|-6|1
Greer County|OK|7|-6|1
Marion County|OR|9|-8|1
Jefferson County|TN|3|-6|1
Golden Valley County|ND|5|-6|1
Woodward County|OK|7|-6|1
Coahoma County|MS|5|-6|1
Wilbarger County|TX|7|-6|1
Columbia County|WI|5|-6|1
Rutherford County|NC|2|-5|1
Shelby County|IN|4|-5|1
Butler County|AL|3|-6|1
Transylvania County|NC|2|-5|1
Osage County|KS|6|-6|1
Franklin County|KY|4|-6|1
Calaveras County|CA|9|-8|1
Montgomery County|MS|5|-6|1
Kent County|MI|4|-5|1
Coffey County|KS|6|-6|1
Ashland County|OH|4|-5|1
Lake of the Woods County|MN|5|-6|1
King George County|VA|2|-5|1
Brown County|OH|4|-5|1
Pleasants County|WV|2|-5|1
Bracken County|KY|4|-6|1
Johnston County|OK|7|-6|1
Morgan County|OH|4|-5|1
Vance County|NC|2|-5|1
Stewart County|GA|3|-5|1
Monroe County|AL|3|-6|1
Decatur County|GA|3|-5|1
Columbia County|OR|9|-8|1
Uintah County|UT|8|-7|1
Brunswick County|VA|2|-5|1
Tippah County|MS|5|-6|1
Snohomish County|WA|9|-8|1
Pottawatomie County|OK|7|-6|1
Crawford County|WI|5|-6|1
Iosco County|MI|4|-5|1
Pottawattamie County|IA|5|-6|1
Cochise County|AZ|8|-7|1
Warren County|NY|1|-5|1
Grant County|SD|5|-6|1
Lake County|FL|3|-5|1
Lemhi County|ID|8|-7|1
Edgefield County|SC|2|-5|1
Lyon County|KY|4|-5|1
Cattaraugus County|NY|1|-5|1
Bandera County|TX|7|-6|1
Mahnomen County|MN|5|-6|1
Dickinson County|KS|6|-6|1
Iredell County|NC|2|-5|1
Trego County|KS|6|-6|1
Staunton city|VA|2|-5|1
Rockingham County|NC|2|-5|1
Laramie County|WY|8|-7|1
Fairfax city|VA|2|-5|1
Baker County|FL|3|-5|1
Deuel County|SD|5|-6|1
James City County|VA|2|-5|1
Plumas County|CA|9|-8|1
Gray County|KS|6|-6|1
Hall County|TX|7|-6|1
Wise County|VA|2|-5|1
Tulsa County|OK|7|-6|1
Iberia Parish|LA|7|-6|1
Kitsap County|WA|9|-8|1
Allendale County|SC|2|-5|1
Elk County|PA|1|-5|1
Knox County|TX|7|-6|1
Greene County|VA|2|-5|1
Miami County|IN|4|-5|1
Grundy County|MO|6|-6|1
Pasquotank County|NC|2|-5|1
Jefferson County|PA|1|-5|1
Claiborne County|TN|3|-5|1
Shelby County|IL|6|-6|1
Washington County|RI|0|-5|1
Calhoun County|AL|3|-6|1
Morgan County|CO|8|-7|1
Adams County|WI|5|-6|1
Menard County|IL|6|-6|1
Knox County|TN|3|-6|1
Mercer County|KY|4|-5|1
Wayne County|NE|6|-7|1
Steele County|ND|5|-6|1
Williamson County|TX|7|-6|1
Dane County|WI|5|-6|1
Sheridan County|NE|6|-7|1
Wyoming County|WV|2|-5|1
Seminole County|OK|7|-6|1
Mason County|MI|4|-5|1
Baltimore city|MD|2|-5|1
Clermont County|OH|4|-5|1
Mifflin County|PA|1|-5|1
Hancock County|ME|0|-5|1
Elkhart County|IN|4|-5|1
Fort Bend County|TX|7|-6|1
Curry County|OR|9|-8|1
Geneva County|AL|3|-6|1
Pierce County|WA|9|-8|1
Llano County|TX|7|-6|1
Jackson County|WI|5|-6|1
Cavalier County|ND|5|-6|1
Passaic County|NJ|0|-5|1
Leelanau County|MI|4|-5|1
Eureka County|NV|8|-8|1
Ballard County|KY|4|-6|1
Brown County|MN|5|-6|1
Hansford County|TX|7|-6|1
Harrison County|WV|2|-5|1
Unicoi County|TN|3|-6|1
Noble County|OK|7|-6|1
Esmeralda County|NV|8|-8|1
La Plata County|CO|8|-7|1
Galveston County|TX|7|-6|1
Cherry County|NE|6|-6|1
Waldo County|ME|0|-5|1
Weber County|UT|8|-7|1
Ventura County|CA|9|-8|1
Todd County|SD|5|-7|1
Champaign County|IL|6|-6|1
Mississippi County|AR|7|-6|1
Smyth County|VA|2|-5|1
Isabella County|MI|4|-5|1
Grant County|WI|5|-6|1
Ionia County|MI|4|-5|1
Towns County|GA|3|-5|1
Juneau County|WI|5|-6|1
Hamilton County|KS|6|-6|1
Union County|SC|2|-5|1
Hanover County|VA|2|-5|1
Livingston County|MI|4|-5|1
Cochran County|TX|7|-6|1
Grant County|NE|6|-6|1
Piatt County|IL|6|-6|1
Florence County|WI|5|-6|1
Cooke County|TX|7|-6|1
Marquette County|WI|5|-6|1
Westmoreland County|VA|2|-5|1
New Haven County|CT|0|-5|1
Crowley County|CO|8|-7|1
Clay County|IL|6|-6|1
Mecosta County|MI|4|-5|1
Edgecombe County|NC|2|-5|1
Bell County|KY|4|-6|1
Lincoln County|MN|5|-6|1
Lafayette County|MO|6|-6|1
Garfield County|UT|8|-7|1
Boone County|IN|4|-5|1
Dodge County|WI|5|-6|1
Orange County|VA|2|-5|1
Perry County|PA|1|-5|1
Boyle County|KY|4|-6|1
Greenlee County|AZ|8|-7|1
Chase County|NE|6|-6|1
Lynn County|TX|7|-6|1
Marshall County|OK|7|-6|1
Jefferson County|TX|7|-6|1
Campbell County|VA|2|-5|1
Powhatan County|VA|2|-5|1
Falls County|TX|7|-6|1
Blount County|AL|3|-6|1
Rappahannock County|VA|2|-5|1
Shiawassee County|MI|4|-5|1
Kosciusko County|IN|4|-5|1
Rooks County|KS|6|-6|1
Glacier County|MT|6|-7|1
Panola County|TX|7|-6|1
Gloucester County|VA|2|-5|1
Douglas County|GA|3|-5|1
Duval County|FL|3|-5|1
Licking County|OH|4|-5|1
Wayne County|NY|1|-5|1
Henry County|MO|6|-6|1
Hillsborough County|NH|0|-5|1
Bee County|TX|7|-6|1
McNairy County|TN|3|-6|1
Tazewell County|VA|2|-5|1
Sumter County|SC|2|-5|1
Monroe County|PA|1|-5|1
Randolph County|AR|7|-6|1
Jones County|TX|7|-6|1
East Carroll Parish|LA|7|-6|1
Frio County|TX|7|-6|1
Christian County|IL|6|-6|1
La Paz County|AZ|8|-7|1
Lewis County|WV|2|-5|1
Forrest County|MS|5|-6|1
Spencer County|KY|4|-5|1
Ohio County|IN|4|-5|1
Webster County|GA|3|-5|1
Allen County|IN|4|-5|1
Converse County|WY|8|-7|1
Lincoln County|KS|6|-6|1
Whitley County|KY|4|-5|1
Wayne County|OH|4|-5|1
Schuylkill County|PA|1|-5|1
Tift County|GA|3|-5|1
Dillon County|SC|2|-5|1
East Baton Rouge Parish|LA|7|-6|1
Pope County|IL|6|-6|1
Northampton County|PA|1|-5|1
Gregg County|TX|7|-6|1
Noble County|IN|4|-5|1
Dallas County|MO|6|-6|1
Essex County|VA|2|-5|1
Sioux County|IA|5|-6|1
Pike County|KY|4|-5|1
Hamilton County|NE|6|-6|1
Madison County|FL|3|-5|1
Bond County|IL|6|-6|1
Hardeman County|TX|7|-6|1
Meade County|KS|6|-6|1
De Witt County|IL|6|-6|1
Columbia County|FL|3|-5|1
Benton County|MO|6|-6|1
Brown County|IL|6|-6|1
O-Brien County|IA|5|-6|1
McLennan County|TX|7|-6|1
Pulaski County|GA|3|-5|1
Jefferson County|FL|3|-5|1
Montgomery County|NC|2|-5|1
Clarke County|MS|5|-6|1
Carver County|MN|5|-6|1
Madison County|MT|6|-7|1
Kearny County|KS|6|-6|1
Fulton County|OH|4|-5|1
Texas County|MO|6|-6|1
Delaware County|IA|5|-6|1
Haskell County|OK|7|-6|1
Keya Paha County|NE|6|-7|1
Allen County|OH|4|-5|1
Martin County|TX|7|-6|1
Kay County|OK|7|-6|1
Hyde County|NC|2|-5|1
Morris County|KS|6|-6|1
Petroleum County|MT|6|-7|1
Mendocino County|CA|9|-8|1
Bolivar County|MS|5|-6|1
King William County|VA|2|-5|1
Juneau Borough|AK|9|-9|1
Sandoval County|NM|8|-7|1
Peach County|GA|3|-5|1
Morrow County|OH|4|-5|1
Blount County|TN|3|-5|1
Chickasaw County|MS|5|-6|1
Tattnall County|GA|3|-5|1
Manistee County|MI|4|-5|1
Crisp County|GA|3|-5|1
Wilkes County|GA|3|-5|1
Alachua County|FL|3|-5|1
Marshall County|WV|2|-5|1
Will County|IL|6|-6|1
Brooke County|WV|2|-5|1
Westmoreland County|PA|1|-5|1
Merrimack County|NH|0|-5|1
Fillmore County|MN|5|-6|1
Comal County|TX|7|-6|1
Covington County|MS|5|-6|1
Sierra County|CA|9|-8|1
Fisher County|TX|7|-6|1
Washington County|TX|7|-6|1
Dodge County|GA|3|-5|1
Victoria County|TX|7|-6|1
Osage County|OK|7|-6|1
Greene County|TN|3|-5|1
Vernon County|MO|6|-6|1
Sauk County|WI|5|-6|1
Franklin County|NE|6|-6|1
Winkler County|TX|7|-6|1
Broadwater County|MT|6|-7|1
Graham County|KS|6|-6|1
Cherokee County|SC|2|-5|1
Hamilton County|OH|4|-5|1
Big Horn County|WY|8|-7|1
Lumpkin County|GA|3|-5|1
Davis County|IA|5|-6|1
Custer County|MT|6|-7|1
Tucker County|WV|2|-5|1
Nemaha County|KS|6|-6|1
Bertie County|NC|2|-5|1
Taylor County|WI|5|-6|1
Habersham County|GA|3|-5|1
Blanco County|TX|7|-6|1
Latah County|ID|8|-7|1
Charlevoix County|MI|4|-5|1
Jones County|NC|2|-5|1
Carroll County|AR|7|-6|1
Dallam County|TX|7|-6|1
Tillman County|OK|7|-6|1
Midland County|MI|4|-5|1
Tipton County|IN|4|-5|1
Oldham County|TX|7|-6|1
Pend Oreille County|WA|9|-8|1
Calhoun County|SC|2|-5|1
Union County|PA|1|-5|1
Wichita County|TX|7|-6|1
Fallon County|MT|6|-7|1
Elmore County|AL|3|-6|1
Stutsman County|ND|5|-6|1
Perry County|AR|7|-6|1
Coke County|TX|7|-6|1
Tama County|IA|5|-6|1
Taney County|MO|6|-6|1
York County|NE|6|-6|1
Trumbull County|OH|4|-5|1
Potter County|SD|5|-7|1
Divide County|ND|5|-6|1
Cobb County|GA|3|-5|1
Clearwater County|ID|8|-7|1
Monongalia County|WV|2|-5|1
Franklin County|VT|0|-5|1
Churchill County|NV|8|-8|1
Henry County|TN|3|-5|1
Bay County|MI|4|-5|1
Ben Hill County|GA|3|-5|1
Guernsey County|OH|4|-5|1
Conway County|AR|7|-6|1
Clinton County|IN|4|-5|1
Sanborn County|SD|5|-7|1
Montgomery County|VA|2|-5|1
Anderson County|TN|3|-5|1
Harrison County|KY|4|-6|1
Lyon County|MN|5|-6|1
Natchitoches Parish|LA|7|-6|1
Wayne County|GA|3|-5|1
Fayette County|KY|4|-6|1
Wabasha County|MN|5|-6|1
Baker County|OR|9|-8|1
Treutlen County|GA|3|-5|1
Franklin County|TN|3|-5|1
La Salle County|TX|7|-6|1
Bureau County|IL|6|-6|1
Wexford County|MI|4|-5|1
McIntosh County|OK|7|-6|1
Hays County|TX|7|-6|1
Billings County|ND|5|-6|1
Chicot County|AR|7|-6|1
Hettinger County|ND|5|-6|1
Greene County|GA|3|-5|1
Thomas County|KS|6|-6|1
Polk County|NC|2|-5|1
Monroe County|WI|5|-6|1
Beadle County|SD|5|-6|1
Madison County|OH|4|-5|1
Jackson County|TX|7|-6|1
Osceola County|FL|3|-5|1
Lee County|NC|2|-5|1
Pecos County|TX|7|-6|1
Virginia Beach city|VA|2|-5|1
Jackson County|OK|7|-6|1
Irwin County|GA|3|-5|1
Lane County|KS|6|-6|1
Canadian County|OK|7|-6|1
Greene County|IA|5|-6|1
Hampden County|MA|0|-5|1
Yavapai County|AZ|8|-7|1
Madison County|TN|3|-6|1
Washington County|IN|4|-5|1
Barron County|WI|5|-6|1
McDonough County|IL|6|-6|1
McLean County|IL|6|-6|1
Burke County|GA|3|-5|1
Santa Cruz County|AZ|8|-7|1
Nicholas County|WV|2|-5|1
Monroe County|IA|5|-6|1
Graves County|KY|4|-6|1
Pembina County|ND|5|-6|1
Cedar County|IA|5|-6|1
Daviess County|KY|4|-6|1
Covington city|VA|2|-5|1
Delaware County|PA|1|-5|1
Boone County|AR|7|-6|1
Pike County|PA|1|-5|1
Woods County|OK|7|-6|1
White County|GA|3|-5|1
Madison Parish|LA|7|-6|1
Pepin County|WI|5|-6|1
Harrison County|MS|5|-6|1
Williams County|ND|5|-6|1
Okeechobee County|FL|3|-5|1
Faribault County|MN|5|-6|1
Callaway County|MO|6|-6|1
Haskell County|KS|6|-6|1
Sacramento County|CA|9|-8|1
Bourbon County|KS|6|-6|1
Lee County|KY|4|-5|1
Muskogee County|OK|7|-6|1
San Juan County|NM|8|-7|1
Champaign County|OH|4|-5|1
Craig County|VA|2|-5|1
Pontotoc County|OK|7|-6|1
Tyler County|TX|7|-6|1
Huron County|OH|4|-5|1
Tishomingo County|MS|5|-6|1
Monroe County|KY|4|-5|1
Clark County|KS|6|-6|1
Richland County|MT|6|-7|1
Aiken County|SC|2|-5|1
Logan County|NE|6|-7|1
Hopewell city|VA|2|-5|1
McKenzie County|ND|5|-6|1
Logan County|CO|8|-7|1
Hardin County|IL|6|-6|1
Matanuska-Susitna Borough|AK|9|-9|1
Prentiss County|MS|5|-6|1
Gosper County|NE|6|-6|1
Cottle County|TX|7|-6|1
Bradley County|AR|7|-6|1
Washington County|OK|7|-6|1
DeKalb County|MO|6|-6|1
Miami County|OH|4|-5|1
Cleveland County|AR|7|-6|1
Desha County|AR|7|-6|1
Knox County|IN|4|-5|1
Benson County|ND|5|-6|1
Kershaw County|SC|2|-5|1
Lake County|TN|3|-6|1
Pueblo County|CO|8|-7|1
Lauderdale County|AL|3|-6|1
Sweet Grass County|MT|6|-7|1
Dakota County|NE|6|-6|1
Loving County|TX|7|-6|1
Catahoula Parish|LA|7|-6|1
Aleutians West Census Area|AK|9|-9|1
Prairie County|MT|6|-7|1
Perkins County|NE|6|-7|1
Madera County|CA|9|-8|1
Owen County|IN|4|-5|1
McLean County|KY|4|-5|1
Sumter County|FL|3|-5|1
Union County|IL|6|-6|1
Warren County|MS|5|-6|1
West Baton Rouge Parish|LA|7|-6|1
Alameda County|CA|9|-8|1
Clark County|IN|4|-5|1
Yellow Medicine County|MN|5|-6|1
Calhoun County|IL|6|-6|1
Chambers County|AL|3|-6|1
Duval County|TX|7|-6|1
Mono County|CA|9|-8|1
Catron County|NM|8|-7|1
Searcy County|AR|7|-6|1
Portage County|WI|5|-6|1
Marshall County|KY|4|-5|1
Dodge County|NE|6|-6|1
Hughes County|OK|7|-6|1
Clark County|AR|7|-6|1
Jefferson County|OR|9|-8|1
Piscataquis County|ME|0|-5|1
Franklin County|GA|3|-5|1
Sioux County|NE|6|-7|1
Ray County|MO|6|-6|1
Kennebec County|ME|0|-5|1
Chisago County|MN|5|-6|1
Kiowa County|OK|7|-6|1
Oneida County|WI|5|-6|1
Linn County|IA|5|-6|1
Klickitat County|WA|9|-8|1
Grant County|WV|2|-5|1
McLean County|ND|5|-6|1
Choctaw County|AL|3|-6|1
Clay County|KY|4|-6|1
Litchfield County|CT|0|-5|1
Cimarron County|OK|7|-6|1
Carroll County|IN|4|-5|1
Knott County|KY|4|-5|1
Jackson County|IL|6|-6|1
Haywood County|TN|3|-5|1
Island County|WA|9|-8|1
Guadalupe County|NM|8|-7|1
Dawson County|NE|6|-6|1
Valencia County|NM|8|-7|1
Hennepin County|MN|5|-6|1
Stark County|OH|4|-5|1
Chemung County|NY|1|-5|1
Avery County|NC|2|-5|1
Washington County|TN|3|-6|1
Lawrence County|AR|7|-6|1
Mackinac County|MI|4|-5|1
Hardy County|WV|2|-5|1
Hampton County|SC|2|-5|1
Humphreys County|TN|3|-5|1
Lauderdale County|MS|5|-6|1
Donley County|TX|7|-6|1
Fairfield County|CT|0|-5|1
Mercer County|OH|4|-5|1
Dawes County|NE|6|-6|1
Mountrail County|ND|5|-6|1
Stanton County|NE|6|-7|1
Monroe County|MI|4|-5|1
Wayne County|KY|4|-5|1
Dade County|MO|6|-6|1
Prince George County|VA|2|-5|1
Clay County|FL|3|-5|1
Martin County|IN|4|-5|1
Sevier County|UT|8|-7|1
La Salle Parish|LA|7|-6|1
Clay County|MN|5|-6|1
Pointe Coupee Parish|LA|7|-6|1
Lee County|IL|6|-6|1
Dallas County|AL|3|-6|1
Perry County|TN|3|-6|1
Phillips County|AR|7|-6|1
Lenoir County|NC|2|-5|1
Adams County|MS|5|-6|1
Kenton County|KY|4|-5|1
Calhoun County|TX|7|-6|1
Lake County|SD|5|-7|1
Motley County|TX|7|-6|1
Kent County|DE|1|-5|1
Belmont County|OH|4|-5|1
Schuyler County|MO|6|-6|1
Buffalo County|SD|5|-6|1
Washington County|GA|3|-5|1
Bledsoe County|TN|3|-5|1
Keweenaw County|MI|4|-5|1
San Saba County|TX|7|-6|1
Bedford city|VA|2|-5|1
Runnels County|TX|7|-6|1
Richmond city|VA|2|-5|1
Frontier County|NE|6|-6|1
Cheyenne County|NE|6|-6|1
George County|MS|5|-6|1
Crawford County|MO|6|-6|1
Gray County|TX|7|-6|1
Montague County|TX|7|-6|1
Lancaster County|NE|6|-7|1
Early County|GA|3|-5|1
Scott County|MO|6|-6|1
Caddo Parish|LA|7|-6|1
Ellis County|TX|7|-6|1
Goliad County|TX|7|-6|1
Oswego County|NY|1|-5|1
Carroll County|KY|4|-6|1
San Augustine County|TX|7|-6|1
DuPage County|IL|6|-6|1
Washington County|MN|5|-6|1
Pennington County|SD|5|-7|1
Reeves County|TX|7|-6|1
Delaware County|OH|4|-5|1
Somervell County|TX|7|-6|1
Henderson County|KY|4|-6|1
Mecklenburg County|NC|2|-5|1
Garden County|NE|6|-6|1
Fayette County|PA|1|-5|1
Delaware County|NY|1|-5|1
Lafayette County|MS|5|-6|1
Harris County|TX|7|-6|1
Hancock County|MS|5|-6|1
Yadkin County|NC|2|-5|1
Taylor County|IA|5|-6|1
Paulding County|GA|3|-5|1
Sevier County|TN|3|-6|1
Bergen County|NJ|0|-5|1
Johnson County|AR|7|-6|1
Lipscomb County|TX|7|-6|1
Richland County|SC|2|-5|1
Wibaux County|MT|6|-7|1
Poquoson city|VA|2|-5|1
Jersey County|IL|6|-6|1
Colleton County|SC|2|-5|1
Hickman County|KY|4|-6|1
Darlington County|SC|2|-5|1
Edwards County|KS|6|-6|1
Tazewell County|IL|6|-6|1
Phillips County|CO|8|-7|1
Manassas city|VA|2|-5|1
Blue Earth County|MN|5|-6|1
Skagit County|WA|9|-8|1
Hancock County|IA|5|-6|1
Grady County|GA|3|-5|1
Rains County|TX|7|-6|1
Martin County|NC|2|-5|1
Webster County|KY|4|-5|1
Guilford County|NC|2|-5|1
Routt County|CO|8|-7|1
Pendleton County|KY|4|-5|1
Johnson County|KY|4|-6|1
Mower County|MN|5|-6|1
Washington County|CO|8|-7|1
Archuleta County|CO|8|-7|1
Seneca County|NY|1|-5|1
Fluvanna County|VA|2|-5|1
Haywood County|NC|2|-5|1
Iowa County|WI|5|-6|1
Pope County|MN|5|-6|1
Shannon County|SD|5|-7|1
Orange County|IN|4|-5|1
Gregory County|SD|5|-6|1
Cheatham County|TN|3|-5|1
Summit County|CO|8|-7|1
Antelope County|NE|6|-6|1
Edmunds County|SD|5|-6|1
Horry County|SC|2|-5|1
Dodge County|MN|5|-6|1
Bradford County|PA|1|-5|1
Calhoun County|IA|5|-6|1
Maury County|TN|3|-6|1
Colorado County|TX|7|-6|1
Walthall County|MS|5|-6|1
Hot Spring County|AR|7|-6|1
Davie County|NC|2|-5|1
Grand Traverse County|MI|4|-5|1
Accomack County|VA|2|-5|1
Charles City County|VA|2|-5|1
Deer Lodge County|MT|6|-7|1
Baylor County|TX|7|-6|1
Caldwell Parish|LA|7|-6|1
Bristol County|MA|0|-5|1
Franklin County|FL|3|-5|1
Yazoo County|MS|5|-6|1
DeKalb County|AL|3|-6|1
Chesterfield County|VA|2|-5|1
Cameron Parish|LA|7|-6|1
Stafford County|KS|6|-6|1
Chouteau County|MT|6|-7|1
Brazoria County|TX|7|-6|1
Sussex County|DE|1|-5|1
Natrona County|WY|8|-7|1
Bailey County|TX|7|-6|1
Cerro Gordo County|IA|5|-6|1
Colfax County|NM|8|-7|1
Clarion County|PA|1|-5|1
Columbiana County|OH|4|-5|1
Albany County|NY|1|-5|1
Cottonwood County|MN|5|-6|1
Susquehanna County|PA|1|-5|1
Sargent County|ND|5|-6|1
Fannin County|TX|7|-6|1
Anne Arundel County|MD|2|-5|1
Sabine Parish|LA|7|-6|1
Wright County|MN|5|-6|1
Shelby County|AL|3|-6|1
Moniteau County|MO|6|-6|1
Huntington County|IN|4|-5|1
Lincoln County|MS|5|-6|1
Taos County|NM|8|-7|1
Broward County|FL|3|-5|1
Grayson County|VA|2|-5|1
Shannon County|MO|6|-6|1
Gillespie County|TX|7|-6|1
Mercer County|IL|6|-6|1
Delaware County|OK|7|-6|1
Henry County|IN|4|-5|1
Jefferson County|WV|2|-5|1
Randolph County|IN|4|-5|1
Rankin County|MS|5|-6|1
Florence County|SC|2|-5|1
Sterling County|TX|7|-6|1
Howell County|MO|6|-6|1
Yancey County|NC|2|-5|1
Oliver County|ND|5|-6|1
Perkins County|SD|5|-7|1
Bartow County|GA|3|-5|1
Southampton County|VA|2|-5|1
Bollinger County|MO|6|-6|1
Johnson County|NE|6|-7|1
Cuming County|NE|6|-6|1
Laurel County|KY|4|-5|1
Adams County|ND|5|-6|1
Fayette County|OH|4|-5|1
Nevada County|CA|9|-8|1
Allen County|KS|6|-6|1
Nolan County|TX|7|-6|1
Morgan County|GA|3|-5|1
Chaffee County|CO|8|-7|1
Ashtabula County|OH|4|-5|1
Panola County|MS|5|-6|1
Campbell County|WY|8|-7|1
Highlands County|FL|3|-5|1
Lancaster County|SC|2|-5|1
Muskingum County|OH|4|-5|1
Boyd County|NE|6|-6|1
Adair County|IA|5|-6|1
Dukes County|MA|0|-5|1
Presque Isle County|MI|4|-5|1
Platte County|NE|6|-7|1
Ottawa County|MI|4|-5|1
San Miguel County|CO|8|-7|1
Glenn County|CA|9|-8|1
Washington County|ME|0|-5|1
Teton County|WY|8|-7|1
King and Queen County|VA|2|-5|1
Sitka Borough|AK|9|-9|1
Tillamook County|OR|9|-8|1
Chaves County|NM|8|-7|1
Greene County|OH|4|-5|1
Gibson County|TN|3|-5|1
Lewis and Clark County|MT|6|-7|1
Jewell County|KS|6|-6|1
Drew County|AR|7|-6|1
Frederick County|MD|2|-5|1
Greene County|IL|6|-6|1
Chippewa County|WI|5|-6|1
Irion County|TX|7|-6|1
Macon County|TN|3|-6|1
Jefferson County|IN|4|-5|1
Warren County|TN|3|-6|1
Bonner County|ID|8|-7|1
Torrance County|NM|8|-7|1
Schoolcraft County|MI|4|-5|1
Lafayette County|AR|7|-6|1
Washington County|UT|8|-7|1
Franklin County|VA|2|-5|1
Livingston County|IL|6|-6|1
Conejos County|CO|8|-7|1
Hall County|NE|6|-6|1
Santa Fe County|NM|8|-7|1
Wise County|TX|7|-6|1
Rockwall County|TX|7|-6|1
Ellsworth County|KS|6|-6|1
Tensas Parish|LA|7|-6|1
Clay County|NE|6|-6|1
Lyon County|IA|5|-6|1
Humphreys County|MS|5|-6|1
Mitchell County|IA|5|-6|1
Cherokee County|NC|2|-5|1
Pierce County|NE|6|-7|1
Richland Parish|LA|7|-6|1
Gunnison County|CO|8|-7|1
Sheridan County|WY|8|-7|1
Buena Vista city|VA|2|-5|1
Montmorency County|MI|4|-5|1
Meigs County|TN|3|-6|1
Mason County|IL|6|-6|1
Lawrence County|MS|5|-6|1
Linn County|KS|6|-6|1
Ocean County|NJ|0|-5|1
Harlan County|NE|6|-6|1
Halifax County|VA|2|-5|1
Greeley County|KS|6|-6|1
Union County|SD|5|-7|1
Mahaska County|IA|5|-6|1
Westchester County|NY|1|-5|1
Falls Church city|VA|2|-5|1
Kemper County|MS|5|-6|1
Lincoln County|KY|4|-5|1
Lancaster County|VA|2|-5|1
Taylor County|GA|3|-5|1
Greene County|NY|1|-5|1
Newaygo County|MI|4|-5|1
Essex County|NJ|0|-5|1
Williamson County|IL|6|-6|1
Putnam County|IL|6|-6|1
Washington County|NE|6|-7|1
Wilkes County|NC|2|-5|1
Ashe County|NC|2|-5|1
Suwannee County|FL|3|-5|1
Washington County|MO|6|-6|1
Campbell County|KY|4|-6|1
Okanogan County|WA|9|-8|1
Pondera County|MT|6|-7|1
Talladega County|AL|3|-6|1
Rabun County|GA|3|-5|1
Faulkner County|AR|7|-6|1
Evans County|GA|3|-5|1
Perry County|MS|5|-6|1
Ritchie County|WV|2|-5|1
Collier County|FL|3|-5|1
Franklin County|IA|5|-6|1
Franklin County|TX|7|-6|1
Montgomery County|TX|7|-6|1
Polk County|MN|5|-6|1
Clinton County|MI|4|-5|1
Miami County|KS|6|-6|1
Wayne County|IA|5|-6|1
Cole County|MO|6|-6|1
Tioga County|NY|1|-5|1
Scioto County|OH|4|-5|1
Sarasota County|FL|3|-5|1
Charles County|MD|2|-5|1
Spokane County|WA|9|-8|1
Bedford County|PA|1|-5|1
Macoupin County|IL|6|-6|1
Columbia County|PA|1|-5|1
Faulk County|SD|5|-6|1
Upshur County|WV|2|-5|1
Lagrange County|IN|4|-5|1
Yuma County|AZ|8|-7|1
Morgan County|UT|8|-7|1
Black Hawk County|IA|5|-6|1
Coosa County|AL|3|-6|1
Hartford County|CT|0|-5|1
Randolph County|MO|6|-6|1
Leflore County|MS|5|-6|1
Franklin County|OH|4|-5|1
Wicomico County|MD|2|-5|1
Darke County|OH|4|-5|1
Logan County|KY|4|-5|1
Herkimer County|NY|1|-5|1
Johnson County|GA|3|-5|1
Eagle County|CO|8|-7|1
Brown County|IN|4|-5|1
Henry County|GA|3|-5|1
Seneca County|OH|4|-5|1
Cumberland County|KY|4|-6|1
Yakima County|WA|9|-8|1
Atkinson County|GA|3|-5|1
DeKalb County|GA|3|-5|1
Greene County|NC|2|-5|1
Chase County|KS|6|-6|1
Autauga County|AL|3|-6|1
Ingham County|MI|4|-5|1
Camp County|TX|7|-6|1
Ida County|IA|5|-6|1
Wood County|OH|4|-5|1
Pickens County|GA|3|-5|1
Chippewa County|MI|4|-5|1
Butler County|MO|6|-6|1
Hancock County|TN|3|-5|1
Martin County|MN|5|-6|1
Muscatine County|IA|5|-6|1
Cabell County|WV|2|-5|1
Rockdale County|GA|3|-5|1
Indian River County|FL|3|-5|1
Butler County|NE|6|-6|1
Gibson County|IN|4|-5|1
Ransom County|ND|5|-6|1
Howard County|MO|6|-6|1
Cleburne County|AR|7|-6|1
Pike County|AR|7|-6|1
Hampton city|VA|2|-5|1
Hale County|AL|3|-6|1
Auglaize County|OH|4|-5|1
Manassas Park city|VA|2|-5|1
Isanti County|MN|5|-6|1
Colfax County|NE|6|-6|1
Patrick County|VA|2|-5|1
Magoffin County|KY|4|-5|1
Hall County|GA|3|-5|1
Marengo County|AL|3|-6|1
Meeker County|MN|5|-6|1
Outagamie County|WI|5|-6|1
El Paso County|CO|8|-7|1
Mills County|IA|5|-6|1
Greene County|AL|3|-6|1
Edwards County|IL|6|-6|1
Scott County|IN|4|-5|1
Sedgwick County|CO|8|-7|1
Swain County|NC|2|-5|1
Scotts Bluff County|NE|6|-7|1
Potter County|PA|1|-5|1
Adams County|IL|6|-6|1
Prince George County|MD|2|-5|1
Orange County|FL|3|-5|1
Scott County|VA|2|-5|1
Independence County|AR|7|-6|1
Ogle County|IL|6|-6|1
Benton County|MN|5|-6|1
Pontotoc County|MS|5|-6|1
Letcher County|KY|4|-5|1
Culpeper County|VA|2|-5|1
Carter County|TN|3|-5|1
Grand County|CO|8|-7|1
Cook County|IL|6|-6|1
Crawford County|GA|3|-5|1
Newton County|GA|3|-5|1
Winnebago County|IL|6|-6|1
Rice County|MN|5|-6|1
Putnam County|OH|4|-5|1
Winneshiek County|IA|5|-6|1
Woodson County|KS|6|-6|1
Anchorage Borough|AK|9|-9|1
Jefferson Davis County|MS|5|-6|1
Midland County|TX|7|-6|1
Madison County|IA|5|-6|1
San Juan County|CO|8|-7|1
Graham County|NC|2|-5|1
Clay County|NC|2|-5|1
Colusa County|CA|9|-8|1
Gaston County|NC|2|-5|1
Uinta County|WY|8|-7|1
Georgetown County|SC|2|-5|1
Wythe County|VA|2|-5|1
Clinton County|IL|6|-6|1
Newberry County|SC|2|-5|1
Cascade County|MT|6|-7|1
Rockbridge County|VA|2|-5|1
Roseau County|MN|5|-6|1
Trinity County|TX|7|-6|1
Winona County|MN|5|-6|1
Hamilton County|TN|3|-5|1
Buchanan County|VA|2|-5|1
Hudspeth County|TX|7|-6|1
Marquette County|MI|4|-5|1
Hancock County|GA|3|-5|1
Guadalupe County|TX|7|-6|1
Lincoln County|SD|5|-7|1
Sonoma County|CA|9|-8|1
Brevard County|FL|3|-5|1
Cameron County|PA|1|-5|1
Tipton County|TN|3|-6|1
Menard County|TX|7|-6|1
Maui County|HI|9|-10|1
Green County|WI|5|-6|1
Lincoln County|MT|6|-7|1
Johnson County|KS|6|-6|1
Pickaway County|OH|4|-5|1
Ringgold County|IA|5|-6|1
Morehouse Parish|LA|7|-6|1
Collingsworth County|TX|7|-6|1
Geauga County|OH|4|-5|1
Payette County|ID|8|-7|1
Wood County|TX|7|-6|1
Boone County|NE|6|-6|1
Cuyahoga County|OH|4|-5|1
Lafayette Parish|LA|7|-6|1
Ross County|OH|4|-5|1
Valdez-Cordova Census Area|AK|9|-9|1
Petersburg city|VA|2|-5|1
Indiana County|PA|1|-5|1
Kent County|MD|2|-5|1
Okfuskee County|OK|7|-6|1
Jones County|MS|5|-6|1
Malheur County|OR|9|-8|1
Queens County|NY|1|-5|1
Shoshone County|ID|8|-7|1
Mineral County|CO|8|-7|1
Lewis County|KY|4|-5|1
Bayfield County|WI|5|-6|1
Norfolk County|MA|0|-5|1
Lycoming County|PA|1|-5|1
Flagler County|FL|3|-5|1
Hudson County|NJ|0|-5|1
Mason County|WA|9|-8|1
Sherman County|NE|6|-7|1
McPherson County|SD|5|-7|1
Banner County|NE|6|-6|1
Emmons County|ND|5|-6|1
Wayne County|TN|3|-6|1
Dickenson County|VA|2|-5|1
Peoria County|IL|6|-6|1
Chittenden County|VT|0|-5|1
Christian County|KY|4|-6|1
Polk County|NE|6|-7|1
Union County|NM|8|-7|1
Grant County|WA|9|-8|1
Clay County|KS|6|-6|1
Minnehaha County|SD|5|-7|1
Thomas County|NE|6|-7|1
Russell County|KS|6|-6|1
Kit Carson County|CO|8|-7|1
Caswell County|NC|2|-5|1
Racine County|WI|5|-6|1
Uvalde County|TX|7|-6|1
Lafourche Parish|LA|7|-6|1
Washington County|KS|6|-6|1
Seminole County|GA|3|-5|1
Acadia Parish|LA|7|-6|1
Athens County|OH|4|-5|1
Hardin County|KY|4|-6|1
McKean County|PA|1|-5|1
Jones County|GA|3|-5|1
Mahoning County|OH|4|-5|1
Comanche County|TX|7|-6|1
Grainger County|TN|3|-5|1
Honolulu County|HI|9|-10|1
Appling County|GA|3|-5|1
Sheridan County|MT|6|-7|1
Washington County|AR|7|-6|1
Garfield County|CO|8|-7|1
Jackson County|GA|3|-5|1
Saline County|MO|6|-6|1
Minidoka County|ID|8|-7|1
Hardin County|TX|7|-6|1
Boundary County|ID|8|-7|1
Larue County|KY|4|-5|1
York County|ME|0|-5|1
Rock County|MN|5|-6|1
Madison County|IL|6|-6|1
Scott County|MS|5|-6|1
Perquimans County|NC|2|-5|1
Harris County|GA|3|-5|1
Juab County|UT|8|-7|1
Slope County|ND|5|-6|1
Laurens County|GA|3|-5|1
Kane County|UT|8|-7|1
Monroe County|NY|1|-5|1
Eaton County|MI|4|-5|1
Montgomery County|AR|7|-6|1
Charlotte County|FL|3|-5|1
Charlton County|GA|3|-5|1
Rice County|KS|6|-6|1
Lamar County|TX|7|-6|1
Camden County|MO|6|-6|1
Lafayette County|FL|3|-5|1
Wayne County|MO|6|-6|1
Stonewall County|TX|7|-6|1
Labette County|KS|6|-6|1
York County|VA|2|-5|1
Shelby County|OH|4|-5|1
Vermilion Parish|LA|7|-6|1
Lorain County|OH|4|-5|1
Asotin County|WA|9|-8|1
Starke County|IN|4|-5|1
Delta County|MI|4|-5|1
Blaine County|MT|6|-7|1
Columbia County|AR|7|-6|1
Bent County|CO|8|-7|1
Middlesex County|VA|2|-5|1
Walker County|TX|7|-6|1
Jackson County|FL|3|-5|1
Keith County|NE|6|-7|1
Calloway County|KY|4|-6|1
Sharkey County|MS|5|-6|1
Scott County|AR|7|-6|1
Park County|CO|8|-7|1
Pine County|MN|5|-6|1
Wahkiakum County|WA|9|-8|1
Nome Census Area|AK|9|-9|1
Rowan County|KY|4|-5|1
Davidson County|NC|2|-5|1
Beaufort County|NC|2|-5|1
Caledonia County|VT|0|-5|1
Dickinson County|MI|4|-5|1
Del Norte County|CA|9|-8|1
Rusk County|WI|5|-6|1
Lincoln Parish|LA|7|-6|1
Deaf Smith County|TX|7|-6|1
Le Sueur County|MN|5|-6|1
Crawford County|OH|4|-5|1
Alexander County|NC|2|-5|1
Bath County|KY|4|-6|1
Arapahoe County|CO|8|-7|1
Salem city|VA|2|-5|1
New York County|NY|1|-5|1
Alcona County|MI|4|-5|1
Gilchrist County|FL|3|-5|1
Rockingham County|NH|0|-5|1
Kauai County|HI|9|-10|1
Sullivan County|TN|3|-6|1
Washington County|VA|2|-5|1
Sheboygan County|WI|5|-6|1
Hendry County|FL|3|-5|1
Alexandria city|VA|2|-5|1
Casey County|KY|4|-6|1
Nance County|NE|6|-7|1
Traverse County|MN|5|-6|1
Burlington County|NJ|0|-5|1
Bay County|FL|3|-5|1
Carroll County|TN|3|-5|1
Cherokee County|IA|5|-6|1
Randolph County|GA|3|-5|1
Sharp County|AR|7|-6|1
Carlton County|MN|5|-6|1
Sutton County|TX|7|-6|1
Grafton County|NH|0|-5|1
Butler County|OH|4|-5|1
Columbia County|NY|1|-5|1
Union County|OR|9|-8|1
Clarke County|GA|3|-5|1
Jeff Davis County|TX|7|-6|1
Jefferson County|WI|5|-6|1
Allegany County|NY|1|-5|1
Richmond County|VA|2|-5|1
Kidder County|ND|5|-6|1
Hidalgo County|TX|7|-6|1
Lac qui Parle County|MN|5|-6|1
Calumet County|WI|5|-6|1
Delta County|TX|7|-6|1
Dougherty County|GA|3|-5|1
Shelby County|IA|5|-6|1
Douglas County|WA|9|-8|1
Howard County|IA|5|-6|1
Jefferson County|AL|3|-6|1
Brooks County|TX|7|-6|1
Liberty County|GA|3|-5|1
Finney County|KS|6|-6|1
Waseca County|MN|5|-6|1
Webster County|IA|5|-6|1
Amite County|MS|5|-6|1
Eddy County|NM|8|-7|1
Scurry County|TX|7|-6|1
Cowley County|KS|6|-6|1
Isle of Wight County|VA|2|-5|1
New Madrid County|MO|6|-6|1
Atascosa County|TX|7|-6|1
Houston County|AL|3|-6|1
Pocahontas County|IA|5|-6|1
Clay County|SD|5|-6|1
Tulare County|CA|9|-8|1
Lawrence County|AL|3|-6|1
Presidio County|TX|7|-6|1
Ottawa County|OK|7|-6|1
La Porte County|IN|4|-5|1
Hillsborough County|FL|3|-5|1
Sioux County|ND|5|-6|1
York County|PA|1|-5|1
Jefferson County|CO|8|-7|1
Montgomery County|GA|3|-5|1
Roosevelt County|NM|8|-7|1
Fond du Lac County|WI|5|-6|1
Wheeler County|GA|3|-5|1
Ware County|GA|3|-5|1
Kittson County|MN|5|-6|1
Napa County|CA|9|-8|1
Jackson County|WV|2|-5|1
Carroll County|MO|6|-6|1
Grant County|NM|8|-7|1
Bastrop County|TX|7|-6|1
Alexander County|IL|6|-6|1
Floyd County|KY|4|-6|1
Norton County|KS|6|-6|1
Throckmorton County|TX|7|-6|1
Bear Lake County|ID|8|-7|1
Jackson County|OH|4|-5|1
Siskiyou County|CA|9|-8|1
Nassau County|NY|1|-5|1
Schuyler County|NY|1|-5|1
Dundy County|NE|6|-6|1
Pitt County|NC|2|-5|1
Bristol city|VA|2|-5|1
Roane County|WV|2|-5|1
Wetzel County|WV|2|-5|1
Woodruff County|AR|7|-6|1
McDonald County|MO|6|-6|1
Sequoyah County|OK|7|-6|1
Richmond County|GA|3|-5|1
Cass County|MI|4|-5|1
Kingsbury County|SD|5|-7|1
Beaverhead County|MT|6|-7|1
Marin County|CA|9|-8|1
Hockley County|TX|7|-6|1
Atlantic County|NJ|0|-5|1
Bexar County|TX|7|-6|1
Moody County|SD|5|-7|1
Rawlins County|KS|6|-6|1
Baxter County|AR|7|-6|1
Mineral County|NV|8|-8|1
Thomas County|GA|3|-5|1
Mitchell County|KS|6|-6|1
Jasper County|MO|6|-6|1
Saluda County|SC|2|-5|1
Lawrence County|IL|6|-6|1
Lapeer County|MI|4|-5|1
Lincoln County|NV|8|-8|1
Aurora County|SD|5|-6|1
Crittenden County|KY|4|-6|1
Pierce County|GA|3|-5|1
Dawson County|TX|7|-6|1
Harnett County|NC|2|-5|1
Washington County|OH|4|-5|1
Wilson County|TN|3|-5|1
Grant County|AR|7|-6|1
Hutchinson County|SD|5|-7|1
Newton County|TX|7|-6|1
Briscoe County|TX|7|-6|1
Brunswick County|NC|2|-5|1
Whitfield County|GA|3|-5|1
Berkeley County|WV|2|-5|1
Union County|GA|3|-5|1
Kings County|NY|1|-5|1
Wayne County|PA|1|-5|1
Red Willow County|NE|6|-7|1
Jasper County|MS|5|-6|1
Teller County|CO|8|-7|1
Harrison County|IA|5|-6|1
Montgomery County|IA|5|-6|1
Clackamas County|OR|9|-8|1
Berks County|PA|1|-5|1
Antrim County|MI|4|-5|1
Boulder County|CO|8|-7|1
Sanilac County|MI|4|-5|1
Gallatin County|MT|6|-7|1
Archer County|TX|7|-6|1
Lake County|CO|8|-7|1
Coffee County|TN|3|-5|1
Rosebud County|MT|6|-7|1
Grant County|OK|7|-6|1
Sheridan County|ND|5|-6|1
Harlan County|KY|4|-6|1
Cloud County|KS|6|-6|1
Eau Claire County|WI|5|-6|1
Jefferson County|KY|4|-6|1
Wyoming County|NY|1|-5|1
Worcester County|MD|2|-5|1
Wyandotte County|KS|6|-6|1
Treasure County|MT|6|-7|1
Cherokee County|AL|3|-6|1
Wabaunsee County|KS|6|-6|1
Weston County|WY|8|-7|1
Union County|TN|3|-6|1
Pasco County|FL|3|-5|1
Lee County|MS|5|-6|1
Clay County|MO|6|-6|1
Yellowstone County|MT|6|-7|1
Polk County|TN|3|-6|1
Lincoln County|NC|2|-5|1
Renville County|MN|5|-6|1
Boone County|WV|2|-5|1
Clearfield County|PA|1|-5|1
Humboldt County|NV|8|-8|1
Hidalgo County|NM|8|-7|1
Tuscarawas County|OH|4|-5|1
Sedgwick County|KS|6|-6|1
Walker County|GA|3|-5|1
Summit County|UT|8|-7|1
Stevens County|WA|9|-8|1
Carbon County|UT|8|-7|1
Lincoln County|ID|8|-7|1
Crawford County|KS|6|-6|1
Cabarrus County|NC|2|-5|1
Pierce County|ND|5|-6|1
Morrison County|MN|5|-6|1
Winchester city|VA|2|-5|1
Pendleton County|WV|2|-5|1
Crawford County|AR|7|-6|1
Hocking County|OH|4|-5|1
Denver County|CO|8|-7|1
Jim Hogg County|TX|7|-6|1
Haralson County|GA|3|-5|1
Barry County|MI|4|-5|1
Yolo County|CA|9|-8|1
Clarke County|IA|5|-6|1
Marshall County|IL|6|-6|1
Jackson County|MO|6|-6|1
Howard County|TX|7|-6|1
Morgan County|AL|3|-6|1
Bethel Census Area|AK|9|-9|1
Marathon County|WI|5|-6|1
Clifton Forge city|VA|2|-5|1
Catoosa County|GA|3|-5|1
Washington County|VT|0|-5|1
Sweetwater County|WY|8|-7|1
Morgan County|KY|4|-5|1
Zapata County|TX|7|-6|1
Coconino County|AZ|8|-7|1
Genesee County|NY|1|-5|1
Alpena County|MI|4|-5|1
Grundy County|IL|6|-6|1
Fulton County|IN|4|-5|1
Mitchell County|GA|3|-5|1
Kleberg County|TX|7|-6|1
Richland County|ND|5|-6|1
Chester County|PA|1|-5|1
Pike County|GA|3|-5|1
Walla Walla County|WA|9|-8|1
Edmonson County|KY|4|-6|1
Cape May County|NJ|0|-5|1
Cleveland County|OK|7|-6|1
Clay County|TN|3|-5|1
Modoc County|CA|9|-8|1
Chester County|SC|2|-5|1
Sullivan County|PA|1|-5|1
Wirt County|WV|2|-5|1
Butte County|CA|9|-8|1
Custer County|ID|8|-7|1
Oconee County|GA|3|-5|1
Mineral County|WV|2|-5|1
Genesee County|MI|4|-5|1
Glynn County|GA|3|-5|1
Caldwell County|MO|6|-6|1
Elbert County|GA|3|-5|1
Venango County|PA|1|-5|1
Alcorn County|MS|5|-6|1
Iron County|WI|5|-6|1
Mathews County|VA|2|-5|1
Kanabec County|MN|5|-6|1
Pottawatomie County|KS|6|-6|1
Nantucket County|MA|0|-5|1
Lucas County|IA|5|-6|1
Burleigh County|ND|5|-6|1
Lincoln County|OR|9|-8|1
Grand Isle County|VT|0|-5|1
Giles County|TN|3|-5|1
Bibb County|AL|3|-6|1
Pittsylvania County|VA|2|-5|1
Fauquier County|VA|2|-5|1
Castro County|TX|7|-6|1
Highland County|OH|4|-5|1
North Slope Borough|AK|9|-9|1
Goshen County|WY|8|-7|1
Saline County|IL|6|-6|1
Wilkin County|MN|5|-6|1
Benton County|MS|5|-6|1
Calhoun County|MS|5|-6|1
Putnam County|FL|3|-5|1
Custer County|NE|6|-6|1
La Salle County|IL|6|-6|1
Van Buren County|TN|3|-6|1
Clinch County|GA|3|-5|1
McHenry County|IL|6|-6|1
Vernon Parish|LA|7|-6|1
Navarro County|TX|7|-6|1
Macon County|IL|6|-6|1
Albemarle County|VA|2|-5|1
Macon County|AL|3|-6|1
Braxton County|WV|2|-5|1
Montgomery County|OH|4|-5|1
Hernando County|FL|3|-5|1
Watauga County|NC|2|-5|1
Beckham County|OK|7|-6|1
Hendricks County|IN|4|-5|1
Lackawanna County|PA|1|-5|1
Niobrara County|WY|8|-7|1
Jasper County|IA|5|-6|1
Ozaukee County|WI|5|-6|1
Onslow County|NC|2|-5|1
Logan County|ND|5|-6|1
Mineral County|MT|6|-7|1
Clay County|TX|7|-6|1
Morris County|TX|7|-6|1
Talbot County|GA|3|-5|1
Grand Forks County|ND|5|-6|1
Pearl River County|MS|5|-6|1
McCulloch County|TX|7|-6|1
Grant County|OR|9|-8|1
Armstrong County|PA|1|-5|1
Webster County|NE|6|-7|1
Surry County|NC|2|-5|1
Cass County|NE|6|-6|1
Butte County|ID|8|-7|1
McClain County|OK|7|-6|1
Madison County|KY|4|-5|1
Lyon County|NV|8|-8|1
Powell County|KY|4|-5|1
Berrien County|GA|3|-5|1
Nodaway County|MO|6|-6|1
Bleckley County|GA|3|-5|1
Northumberland County|PA|1|-5|1
Warren County|PA|1|-5|1
Knox County|NE|6|-7|1
Waller County|TX|7|-6|1
Sabine County|TX|7|-6|1
Pike County|MS|5|-6|1
Rio Blanco County|CO|8|-7|1
Gallia County|OH|4|-5|1
Stone County|MO|6|-6|1
McCook County|SD|5|-7|1
Emanuel County|GA|3|-5|1
Paulding County|OH|4|-5|1
San Luis Obispo County|CA|9|-8|1
Wakulla County|FL|3|-5|1
Skamania County|WA|9|-8|1
Gilmer County|GA|3|-5|1
Greenwood County|SC|2|-5|1
Elko County|NV|8|-8|1
Clark County|WI|5|-6|1
Jeff Davis County|GA|3|-5|1
Allegan County|MI|4|-5|1
Yalobusha County|MS|5|-6|1
Fayette County|TN|3|-5|1
Jefferson County|NY|1|-5|1
Macon County|MO|6|-6|1
Cullman County|AL|3|-6|1
Stark County|IL|6|-6|1
Sequatchie County|TN|3|-6|1
Tom Green County|TX|7|-6|1
Rush County|IN|4|-5|1
Lynchburg city|VA|2|-5|1
Androscoggin County|ME|0|-5|1
Towner County|ND|5|-6|1
Butte County|SD|5|-6|1
Carson City|NV|8|-8|1
Hyde County|SD|5|-7|1
Arkansas County|AR|7|-6|1
Caddo County|OK|7|-6|1
Clare County|MI|4|-5|1
Marion County|KY|4|-5|1
Dimmit County|TX|7|-6|1
Burke County|NC|2|-5|1
Owen County|KY|4|-5|1
Crawford County|PA|1|-5|1
Clark County|WA|9|-8|1
Noble County|OH|4|-5|1
Griggs County|ND|5|-6|1
Phillips County|KS|6|-6|1
Nelson County|ND|5|-6|1
Orange County|VT|0|-5|1
Upson County|GA|3|-5|1
Ravalli County|MT|6|-7|1
Coryell County|TX|7|-6|1
Macomb County|MI|4|-5|1
Campbell County|TN|3|-5|1
Union County|NJ|0|-5|1
Garrard County|KY|4|-6|1
Benton County|OR|9|-8|1
Lawrence County|MO|6|-6|1
Hot Springs County|WY|8|-7|1
Roanoke County|VA|2|-5|1
Jennings County|IN|4|-5|1
Hardin County|TN|3|-5|1
Willacy County|TX|7|-6|1
Big Stone County|MN|5|-6|1
Moore County|NC|2|-5|1
Carroll County|GA|3|-5|1
Rockland County|NY|1|-5|1
Ouachita Parish|LA|7|-6|1
Bingham County|ID|8|-7|1
Burnet County|TX|7|-6|1
Concho County|TX|7|-6|1
Marshall County|SD|5|-7|1
Jefferson County|MT|6|-7|1
Bates County|MO|6|-6|1
Alfalfa County|OK|7|-6|1
Jackson County|KY|4|-6|1
Pawnee County|OK|7|-6|1
Kern County|CA|9|-8|1
Platte County|WY|8|-7|1
Claiborne County|MS|5|-6|1
Lee County|GA|3|-5|1
Leake County|MS|5|-6|1
Ulster County|NY|1|-5|1
Buffalo County|NE|6|-6|1
Marion County|WV|2|-5|1
Murray County|MN|5|-6|1
Plymouth County|IA|5|-6|1
Caribou County|ID|8|-7|1
Polk County|OR|9|-8|1
Franklin County|AL|3|-6|1
Washington County|ID|8|-7|1
)"},
{"first_names", 1, 3, R"(Aaron|240|2|242
Abbey|0|4|4
Abbie|0|8|8
Abby|0|16|16
Abdul|7|0|7
Abe|6|0|6
Abel|19|0|19
Abigail|0|25|25
Abraham|35|0|35
Abram|5|0|5
Ada|0|57|57
Adah|0|1|1
Adalberto|5|0|5
Adaline|0|2|2
Adam|259|1|260
Adan|8|0|8
Addie|0|26|26
Adela|0|14|14
Adelaida|0|4|4
Adelaide|0|8|8
Adele|0|25|25
Adelia|0|3|3
Adelina|0|7|7
Adeline|0|18|18
Adell|0|5|5
Adella|0|3|3
Adelle|0|3|3
Adena|0|1|1
Adina|0|3|3
Adolfo|14|0|14
Adolph|11|0|11
Adria|0|3|3
Adrian|69|9|78
Adriana|0|25|25
Adriane|0|4|4
Adrianna|0|4|4
Adrianne|0|7|7
Adrien|0|1|1
Adriene|0|2|2
Adrienne|0|39|39
Afton|0|3|3
Agatha|0|7|7
Agnes|0|98|98
Agnus|0|1|1
Agripina|0|1|1
Agueda|0|1|1
Agustin|15|0|15
Agustina|0|3|3
Ahmad|6|0|6
Ahmed|5|0|5
Ai|0|1|1
Aida|0|23|23
Aide|0|1|1
Aiko|0|1|1
Aileen|0|16|16
Ailene|0|1|1
Aimee|0|27|27
Aisha|0|9|9
Aja|0|3|3
Akiko|0|2|2
Akilah|0|1|1
Al|23|0|23
Alaina|0|5|5
Alaine|0|1|1
Alan|204|0|204
Alana|0|12|12
Alane|0|1|1
Alanna|0|4|4
Alayna|0|1|1
Alba|0|9|9
Albert|314|1|315
Alberta|0|52|52
Albertha|0|3|3
Albertina|0|2|2
Albertine|0|3|3
Alberto|53|0|53
Albina|0|4|4
Alda|0|4|4
Alden|6|0|6
Aldo|7|0|7
Alease|0|1|1
Alec|6|0|6
Alecia|0|7|7
Aleen|0|1|1
Aleida|0|2|2
Aleisha|0|1|1
Alejandra|0|12|12
Alejandrina|0|2|2
Alejandro|43|0|43
Alena|0|3|3
Alene|0|7|7
Alesha|0|4|4
Aleshia|0|1|1
Alesia|0|4|4
Alessandra|0|1|1
Aleta|0|4|4
Aletha|0|6|6
Alethea|0|3|3
Alethia|0|2|2
Alex|115|2|117
Alexa|0|6|6
Alexander|132|2|134
Alexandra|0|39|39
Alexandria|0|14|14
Alexia|0|3|3
Alexis|11|30|41
Alfonso|38|0|38
Alfonzo|6|0|6
Alfred|162|0|162
Alfreda|0|9|9
Alfredia|0|1|1
Alfredo|54|0|54
Ali|12|2|14
Alia|0|2|2
Alica|0|2|2
Alice|0|357|357
Alicia|0|146|146
Alida|0|3|3
Alina|0|6|6
Aline|0|11|11
Alisa|0|20|20
Alise|0|2|2
Alisha|0|27|27
Alishia|0|2|2
Alisia|0|2|2
Alison|0|50|50
Alissa|0|11|11
Alita|0|1|1
Alix|0|2|2
Aliza|0|2|2
Alla|0|2|2
Allan|61|0|61
Alleen|0|1|1
Allegra|0|2|2
Allen|174|2|176
Allena|0|1|1
Allene|0|8|8
Allie|0|13|13
Alline|0|2|2
Allison|0|92|92
Allyn|0|1|1
Allyson|0|13|13
Alma|0|111|111
Almeda|0|3|3
Almeta|0|2|2
Alona|0|1|1
Alonso|4|0|4
Alonzo|22|0|22
Alpha|0|5|5
Alphonse|7|0|7
Alphonso|11|0|11
Alta|0|19|19
Altagracia|0|4|4
Altha|0|2|2
Althea|0|12|12
Alton|33|0|33
Alva|7|6|13
Alvaro|12|0|12
Alvera|0|2|2
Alverta|0|1|1
Alvin|105|0|105
Alvina|0|6|6
Alyce|0|10|10
Alycia|0|3|3
Alysa|0|1|1
Alyse|0|2|2
Alysha|0|2|2
Alysia|0|3|3
Alyson|0|9|9
Alyssa|0|31|31
Amada|0|3|3
Amado|5|0|5
Amal|0|1|1
Amalia|0|10|10
Amanda|0|404|404
Amber|0|160|160
Amberly|0|1|1
Ambrose|4|0|4
Amee|0|1|1
Amelia|0|52|52
America|0|3|3
Ami|0|4|4
Amie|0|13|13
Amiee|0|1|1
Amina|0|2|2
Amira|0|1|1
Ammie|0|2|2
Amos|20|0|20
Amparo|0|9|9
Amy|0|451|451
An|0|1|1
Ana|0|120|120
Anabel|0|4|4
Analisa|0|1|1
Anamaria|0|1|1
Anastacia|0|3|3
Anastasia|0|10|10
Andera|0|1|1
Anderson|7|0|7
Andra|0|5|5
Andre|76|2|78
Andrea|6|236|242
Andreas|4|0|4
Andree|0|2|2
Andres|34|0|34
Andrew|537|2|539
Andria|0|5|5
Andy|49|0|49
Anette|0|2|2
Angel|82|35|117
Angela|0|468|468
Angele|0|2|2
Angelena|0|2|2
Angeles|0|2|2
Angelia|0|17|17
Angelic|0|2|2
Angelica|0|39|39
Angelika|0|2|2
Angelina|0|37|37
Angeline|0|17|17
Angelique|0|9|9
Angelita|0|9|9
Angella|0|3|3
Angelo|39|2|41
Angelyn|0|1|1
Angie|0|54|54
Angila|0|1|1
Angla|0|1|1
Angle|0|2|2
Anglea|0|3|3
Anh|0|4|4
Anibal|5|0|5
Anika|0|3|3
Anisa|0|1|1
Anisha|0|1|1
Anissa|0|5|5
Anita|0|162|162
Anitra|0|3|3
Anja|0|1|1
Anjanette|0|2|2
Anjelica|0|1|1
Ann|0|364|364
Anna|0|440|440
Annabel|0|3|3
Annabell|0|2|2
Annabelle|0|12|12
Annalee|0|2|2
Annalisa|0|2|2
Annamae|0|2|2
Annamaria|0|1|1
Annamarie|0|5|5
Anne|0|228|228
Anneliese|0|3|3
Annelle|0|1|1
Annemarie|0|6|6
Annett|0|2|2
Annetta|0|6|6
Annette|0|125|125
Annice|0|2|2
Annie|0|216|216
Annika|0|1|1
Annis|0|2|2
Annita|0|1|1
Annmarie|0|9|9
Anthony|721|3|724
Antione|4|0|4
Antionette|0|8|8
Antoine|16|0|16
Antoinette|0|48|48
Anton|13|0|13
Antone|5|0|5
Antonetta|0|1|1
Antonette|0|5|5
Antonia|4|35|39
Antonietta|0|2|2
Antonina|0|3|3
Antonio|190|2|192
Antony|8|0|8
Antwan|6|0|6
Anya|0|2|2
Apolonia|0|1|1
April|0|154|154
Apryl|0|2|2
Ara|0|1|1
Araceli|0|10|10
Aracelis|0|2|2
Aracely|0|4|4
Arcelia|0|3|3
Archie|33|0|33
Ardath|0|1|1
Ardelia|0|1|1
Ardell|0|2|2
Ardella|0|2|2
Ardelle|0|1|1
Arden|4|0|4
Ardis|0|4|4
Ardith|0|4|4
Aretha|0|6|6
Argelia|0|1|1
Argentina|0|1|1
Ariana|0|5|5
Ariane|0|2|2
Arianna|0|2|2
Arianne|0|1|1
Arica|0|1|1
Arie|0|2|2
Ariel|7|7|14
Arielle|0|3|3
Arla|0|2|2
Arlean|0|1|1
Arleen|0|7|7
Arlen|4|0|4
Arlena|0|2|2
Arlene|0|94|94
Arletha|0|1|1
Arletta|0|2|2
Arlette|0|3|3
Arlie|4|0|4
Arlinda|0|1|1
Arline|0|10|10
Arlyne|0|1|1
Armand|12|0|12
Armanda|0|2|2
Armandina|0|1|1
Armando|58|0|58
Armida|0|4|4
Arminda|0|2|2
Arnetta|0|2|2
Arnette|0|1|1
Arnita|0|2|2
Arnold|72|0|72
Arnoldo|4|0|4
Arnulfo|7|0|7
Aron|6|0|6
Arron|8|0|8
Art|9|0|9
Arthur|335|2|337
Artie|0|4|4
Arturo|43|0|43
Arvilla|0|2|2
Asa|4|0|4
Asha|0|3|3
Ashanti|0|1|1
Ashely|0|3|3
Ashlea|0|1|1
Ashlee|0|13|13
Ashleigh|0|8|8
Ashley|14|303|317
Ashli|0|2|2
Ashlie|0|3|3
Ashly|0|3|3
Ashlyn|0|2|2
Ashton|0|4|4
Asia|0|5|5
Asley|0|1|1
Assunta|0|2|2
Astrid|0|4|4
Asuncion|0|2|2
Athena|0|7|7
Aubrey|19|0|19
Audie|0|2|2
Audra|0|15|15
Audrea|0|2|2
Audrey|0|127|127
Audria|0|1|1
Audrie|0|1|1
Audry|0|3|3
August|15|0|15
Augusta|0|10|10
Augustina|0|2|2
Augustine|7|0|7
Augustus|5|0|5
Aundrea|0|2|2
Aura|0|5|5
Aurea|0|3|3
Aurelia|0|10|10
Aurelio|9|0|9
Aurora|0|24|24
Aurore|0|1|1
Austin|44|0|44
Autumn|0|17|17
Ava|0|14|14
Avelina|0|2|2
Avery|11|0|11
Avis|0|13|13
Avril|0|1|1
Awilda|0|3|3
Ayako|0|1|1
Ayana|0|2|2
Ayanna|0|2|2
Ayesha|0|3|3
Azalee|0|1|1
Azucena|0|2|2
Azzie|0|1|1
Babara|0|2|2
Babette|0|2|2
Bailey|0|3|3
Bambi|0|4|4
Bao|0|1|1
Barabara|0|1|1
Barb|0|6|6
Barbar|0|2|2
Barbara|0|980|980
Barbera|0|2|2
Barbie|0|3|3
Barbra|0|15|15
Bari|0|1|1
Barney|9|0|9
Barrett|5|0|5
Barrie|0|1|1
Barry|134|0|134
Bart|14|0|14
Barton|6|0|6
Basil|10|0|10
Basilia|0|1|1
Bea|0|3|3
Beata|0|1|1
Beatrice|0|130|130
Beatris|0|1|1
Beatriz|0|18|18
Beau|9|0|9
Beaulah|0|1|1
Bebe|0|1|1
Becki|0|1|1
Beckie|0|2|2
Becky|0|66|66
Bee|0|1|1
Belen|0|5|5
Belia|0|2|2
Belinda|0|59|59
Belkis|0|1|1
Bell|0|1|1
Bella|0|6|6
Belle|0|7|7
Belva|0|6|6
Ben|78|0|78
Benedict|4|0|4
Benita|0|13|13
Benito|15|0|15
Benjamin|270|0|270
Bennett|8|0|8
Bennie|32|0|32
Benny|30|0|30
Benton|4|0|4
Berenice|0|3|3
Berna|0|1|1
Bernadette|0|39|39
Bernadine|0|14|14
Bernard|127|0|127
Bernarda|0|1|1
Bernardina|0|1|1
Bernardine|0|1|1
Bernardo|10|0|10
Berneice|0|2|2
Bernetta|0|2|2
Bernice|0|128|128
Bernie|8|0|8
Berniece|0|6|6
Bernita|0|4|4
Berry|6|0|6
Bert|22|0|22
Berta|0|10|10
Bertha|0|143|143
Bertie|0|9|9
Bertram|5|0|5
Beryl|0|9|9
Bess|0|7|7
Bessie|0|96|96
Beth|0|110|110
Bethanie|0|1|1
Bethann|0|2|2
Bethany|0|39|39
Bethel|0|2|2
Betsey|0|2|2
Betsy|0|34|34
Bette|0|19|19
Bettie|0|23|23
Bettina|0|6|6
Betty|0|666|666
Bettyann|0|1|1
Bettye|0|15|15
Beula|0|1|1
Beulah|0|48|48
Bev|0|2|2
Beverlee|0|2|2
Beverley|0|8|8
Beverly|0|267|267
Bianca|0|15|15
Bibi|0|1|1
Bill|112|0|112
Billi|0|1|1
Billie|17|0|17
Billy|248|0|248
Billye|0|2|2
Birdie|0|7|7
Birgit|0|2|2
Blaine|15|0|15
Blair|8|0|8
Blake|36|0|36
Blanca|0|41|41
Blanch|0|4|4
Blanche|0|55|55
Blondell|0|1|1
Blossom|0|1|1
Blythe|0|2|2
Bo|5|0|5
Bob|55|0|55
Bobbi|0|16|16
Bobbie|10|0|10
Bobby|223|0|223
Bobbye|0|3|3
Bobette|0|1|1
Bok|0|1|1
Bong|0|1|1
Bonita|0|26|26
Bonnie|0|223|223
Bonny|0|4|4
Booker|8|0|8
Boris|6|0|6
Boyce|4|0|4
Boyd|19|0|19
Brad|73|0|73
Bradford|21|0|21
Bradley|159|0|159
Bradly|5|0|5
Brady|14|0|14
Brain|13|0|13
Branda|0|2|2
Brande|0|1|1
Brandee|0|3|3
Branden|8|0|8
Brandi|0|55|55
Brandie|0|8|8
Brandon|260|0|260
Brandy|0|70|70
Brant|6|0|6
Breana|0|1|1
Breann|0|1|1
Breanna|0|6|6
Breanne|0|3|3
Bree|0|3|3
Brenda|0|455|455
Brendan|19|0|19
Brendon|5|0|5
Brenna|0|5|5
Brent|90|0|90
Brenton|6|0|6
Bret|18|0|18
Brett|82|0|82
Brian|736|0|736
Briana|0|10|10
Brianna|0|14|14
Brianne|0|7|7
Brice|5|0|5
Bridget|0|45|45
Bridgett|0|9|9
Bridgette|0|15|15
Brigette|0|4|4
Brigid|0|2|2
Brigida|0|2|2
Brigitte|0|9|9
Brinda|0|2|2
Britany|0|2|2
Britney|0|9|9
Britni|0|2|2
Britt|4|0|4
Britta|0|1|1
Brittaney|0|1|1
Brittani|0|4|4
Brittanie|0|1|1
Brittany|0|117|117
Britteny|0|1|1
Brittney|0|24|24
Brittni|0|2|2
Brittny|0|1|1
Brock|9|0|9
Broderick|4|0|4
Bronwyn|0|2|2
Brook|0|4|4
Brooke|0|39|39
Brooks|7|0|7
Bruce|263|0|263
Bruna|0|1|1
Brunilda|0|2|2
Bruno|10|0|10
Bryan|190|0|190
Bryanna|0|1|1
Bryant|26|0|26
Bryce|16|0|16
Brynn|0|2|2
Bryon|12|0|12
Buck|4|0|4
Bud|5|0|5
Buddy|14|0|14
Buena|0|1|1
Buffy|0|3|3
Buford|8|0|8
Bula|0|1|1
Bulah|0|1|1
Bunny|0|1|1
Burl|5|0|5
Burma|0|1|1
Burt|6|0|6
Burton|14|0|14
Buster|4|0|4
Byron|52|0|52
Caitlin|0|23|23
Caitlyn|0|4|4
Calandra|0|1|1
Caleb|23|0|23
Calista|0|1|1
Callie|0|16|16
Calvin|115|0|115
Camelia|0|2|2
Camellia|0|1|1
Cameron|37|0|37
Cami|0|3|3
Camie|0|1|1
Camila|0|1|1
Camilla|0|8|8
Camille|0|28|28
Cammie|0|2|2
Cammy|0|1|1
Candace|0|51|51
Candance|0|3|3
Candelaria|0|4|4
Candi|0|5|5
Candice|0|46|46
Candida|0|6|6
Candie|0|2|2
Candis|0|3|3
Candra|0|1|1
Candy|0|22|22
Candyce|0|2|2
Caprice|0|2|2
Cara|0|25|25
Caren|0|7|7
Carey|13|0|13
Cari|0|7|7
Caridad|0|6|6
Carie|0|2|2
Carin|0|3|3
Carina|0|4|4
Carisa|0|2|2
Carissa|0|9|9
Carita|0|1|1
Carl|346|0|346
Carla|0|107|107
Carlee|0|1|1
Carleen|0|4|4
Carlena|0|1|1
Carlene|0|12|12
Carletta|0|2|2
Carley|0|2|2
Carli|0|1|1
Carlie|0|2|2
Carline|0|2|2
Carlita|0|1|1
Carlo|9|0|9
Carlos|229|0|229
Carlota|0|3|3
Carlotta|0|4|4
Carlton|37|0|37
Carly|0|10|10
Carlyn|0|3|3
Carma|0|3|3
Carman|0|4|4
Carmel|0|6|6
Carmela|0|18|18
Carmelia|0|1|1
Carmelina|0|2|2
Carmelita|0|6|6
Carmella|0|12|12
Carmelo|9|0|9
Carmen|11|0|11
Carmina|0|1|1
Carmine|7|0|7
Carmon|0|2|2
Carol|6|0|6
Carola|0|1|1
Carolann|0|3|3
Carole|0|71|71
Carolee|0|4|4
Carolin|0|1|1
Carolina|0|21|21
Caroline|0|85|85
Caroll|0|1|1
Carolyn|0|385|385
Carolyne|0|2|2
Carolynn|0|3|3
Caron|0|3|3
Caroyln|0|1|1
Carri|0|3|3
Carrie|0|171|171
Carrol|4|0|4
Carroll|26|0|26
Carry|0|1|1
Carson|8|0|8
Carter|9|0|9
Cary|19|0|19
Caryl|0|4|4
Carylon|0|1|1
Caryn|0|8|8
Casandra|0|9|9
Casey|54|0|54
Casie|0|2|2
Casimira|0|1|1
Cassandra|0|72|72
Cassaundra|0|1|1
Cassey|0|1|1
Cassi|0|1|1
Cassidy|0|3|3
Cassie|0|23|23
Cassondra|0|1|1
Cassy|0|1|1
Catalina|0|14|14
Catarina|0|2|2
Caterina|0|2|2
Catharine|0|6|6
Catherin|0|1|1
Catherina|0|1|1
Catherine|0|373|373
Cathern|0|1|1
Catheryn|0|1|1
Cathey|0|2|2
Cathi|0|3|3
Cathie|0|4|4
Cathleen|0|17|17
Cathrine|0|6|6
Cathryn|0|9|9
Cathy|0|137|137
Catina|0|4|4
Catrice|0|1|1
Catrina|0|7|7
Cayla|0|1|1
Cecelia|0|32|32
Cecil|78|0|78
Cecila|0|2|2
Cecile|0|19|19
Cecilia|0|55|55
Cecille|0|1|1
Cecily|0|3|3
Cedric|29|0|29
Cedrick|4|0|4
Celena|0|2|2
Celesta|0|1|1
Celeste|0|25|25
Celestina|0|2|2
Celestine|0|7|7
Celia|0|44|44
Celina|0|8|8
Celinda|0|1|1
Celine|0|2|2
Celsa|0|1|1
Ceola|0|1|1
Cesar|34|0|34
Chad|165|0|165
Chadwick|7|0|7
Chae|0|1|1
Chan|0|1|1
Chana|0|3|3
Chance|7|0|7
Chanda|0|4|4
Chandra|0|14|14
Chanel|0|5|5
Chanell|0|1|1
Chanelle|0|1|1
Chang|5|0|5
Chantal|0|5|5
Chantay|0|1|1
Chante|0|2|2
Chantel|0|7|7
Chantell|0|2|2
Chantelle|0|3|3
Chara|0|1|1
Charis|0|1|1
Charise|0|2|2
Charissa|0|3|3
Charisse|0|4|4
Charita|0|1|1
Charity|0|18|18
Charla|0|6|6
Charleen|0|5|5
Charlena|0|1|1
Charlene|0|97|97
Charles|1523|0|1523
Charlesetta|0|1|1
Charlette|0|3|3
Charley|9|0|9
Charlie|90|0|90
Charline|0|5|5
Charlott|0|1|1
Charlotte|0|169|169
Charlsie|0|1|1
Charlyn|0|1|1
Charmain|0|1|1
Charmaine|0|11|11
Charolette|0|3|3
Chas|4|0|4
Chase|16|0|16
Chasidy|0|1|1
Chasity|0|10|10
Chassidy|0|1|1
Chastity|0|5|5
Chau|0|2|2
Chauncey|5|0|5
Chaya|0|2|2
Chelsea|0|38|38
Chelsey|0|8|8
Chelsie|0|4|4
Cher|0|1|1
Chere|0|1|1
Cheree|0|1|1
Cherelle|0|1|1
Cheri|0|25|25
Cherie|0|22|22
Cherilyn|0|1|1
Cherise|0|3|3
Cherish|0|2|2
Cherly|0|4|4
Cherlyn|0|1|1
Cherri|0|3|3
Cherrie|0|3|3
Cherry|0|9|9
Cherryl|0|2|2
Chery|0|1|1
Cheryl|0|315|315
Cheryle|0|4|4
Cheryll|0|2|2
Chester|78|0|78
Chet|5|0|5
Cheyenne|0|3|3
Chi|5|0|5
Chia|0|1|1
Chieko|0|1|1
Chin|0|2|2
China|0|1|1
Ching|0|1|1
Chiquita|0|5|5
Chloe|0|7|7
Chong|4|0|4
Chris|197|0|197
Chrissy|0|4|4
Christa|0|23|23
Christal|0|6|6
Christeen|0|2|2
Christel|0|3|3
Christen|0|7|7
Christena|0|2|2
Christene|0|3|3
Christi|0|17|17
Christia|0|1|1
Christian|65|0|65
Christiana|0|3|3
Christiane|0|3|3
Christie|0|34|34
Christin|0|7|7
Christina|0|275|275
Christine|0|382|382
Christinia|0|1|1
Christoper|6|0|6
Christopher|1035|0|1035
Christy|0|77|77
Chrystal|0|11|11
Chu|0|1|1
Chuck|16|0|16
Chun|0|3|3
Chung|5|0|5
Ciara|0|3|3
Cicely|0|2|2
Ciera|0|2|2
Cierra|0|3|3
Cinda|0|3|3
Cinderella|0|1|1
Cindi|0|7|7
Cindie|0|1|1
Cindy|0|192|192
Cinthia|0|4|4
Cira|0|1|1
Clair|8|0|8
Claire|0|61|61
Clara|0|153|153
Clare|0|12|12
Clarence|197|0|197
Claretha|0|1|1
Claretta|0|1|1
Claribel|0|3|3
Clarice|0|18|18
Clarinda|0|1|1
Clarine|0|2|2
Claris|0|1|1
Clarisa|0|1|1
Clarissa|0|14|14
Clarita|0|2|2
Clark|26|0|26
Classie|0|1|1
Claud|4|0|4
Claude|68|0|68
Claudette|0|17|17
Claudia|0|90|90
Claudie|0|1|1
Claudine|0|11|11
Claudio|6|0|6
Clay|21|0|21
Clayton|60|0|60
Clelia|0|1|1
Clemencia|0|1|1
Clement|10|0|10
Clemente|4|0|4
Clementina|0|2|2
Clementine|0|5|5
Clemmie|0|2|2
Cleo|9|0|9
Cleopatra|0|2|2
Cleora|0|2|2
Cleotilde|0|1|1
Cleta|0|3|3
Cletus|5|0|5
Cleveland|16|0|16
Cliff|12|0|12
Clifford|123|0|123
Clifton|50|0|50
Clint|24|0|24
Clinton|65|0|65
Clora|0|1|1
Clorinda|0|1|1
Clotilde|0|2|2
Clyde|95|0|95
Codi|0|1|1
Cody|63|0|63
Colby|9|0|9
Cole|10|0|10
Coleen|0|9|9
Coleman|6|0|6
Colene|0|1|1
Coletta|0|2|2
Colette|0|11|11
Colin|31|0|31
Colleen|0|92|92
Collen|0|2|2
Collene|0|1|1
Collette|0|5|5
Collin|9|0|9
Colton|4|0|4
Columbus|5|0|5
Concepcion|0|14|14
Conception|0|1|1
Concetta|0|9|9
Concha|0|1|1
Conchita|0|2|2
Connie|5|0|5
Conrad|22|0|22
Constance|0|91|91
Consuela|0|2|2
Consuelo|0|22|22
Contessa|0|1|1
Cora|0|58|58
Coral|0|4|4
Coralee|0|1|1
Coralie|0|1|1
Corazon|0|3|3
Cordelia|0|5|5
Cordell|4|0|4
Cordia|0|1|1
Cordie|0|2|2
Coreen|0|2|2
Corene|0|3|3
Coretta|0|2|2
Corey|98|0|98
Cori|0|6|6
Corie|0|2|2
Corina|0|10|10
Corine|0|11|11
Corinna|0|4|4
Corinne|0|24|24
Corliss|0|2|2
Cornelia|0|15|15
Cornelius|21|0|21
Cornell|8|0|8
Corrie|0|5|5
Corrin|0|1|1
Corrina|0|3|3
Corrine|0|14|14
Corrinne|0|1|1
Cortez|4|0|4
Cortney|0|8|8
Cory|68|0|68
Courtney|19|0|19
Coy|10|0|10
Craig|206|0|206
Creola|0|1|1
Cris|0|1|1
Criselda|0|2|2
Crissy|0|2|2
Crista|0|2|2
Cristal|0|5|5
Cristen|0|2|2
Cristi|0|3|3
Cristie|0|2|2
Cristin|0|3|3
Cristina|0|33|33
Cristine|0|4|4
Cristobal|4|0|4
Cristopher|4|0|4
Cristy|0|6|6
Cruz|9|0|9
Crysta|0|1|1
Crystal|0|207|207
Crystle|0|1|1
Cuc|0|1|1
Curt|15|0|15
Curtis|180|0|180
Cyndi|0|3|3
Cyndy|0|1|1
Cynthia|0|469|469
Cyril|7|0|7
Cyrstal|0|1|1
Cyrus|7|0|7
Cythia|0|3|3
Dacia|0|1|1
Dagmar|0|2|2
Dagny|0|1|1
Dahlia|0|2|2
Daina|0|1|1
Daine|0|1|1
Daisey|0|2|2
Daisy|0|62|62
Dakota|0|1|1
Dale|184|0|184
Dalene|0|1|1
Dalia|0|6|6
Dalila|0|2|2
Dallas|24|0|24
Dalton|8|0|8
Damaris|0|6|6
Damian|16|0|16
Damien|14|0|14
Damion|5|0|5
Damon|34|0|34
Dan|101|0|101
Dana|42|0|42
Danae|0|2|2
Dane|12|0|12
Danelle|0|5|5
Danette|0|7|7
Dani|0|3|3
Dania|0|2|2
Danial|8|0|8
Danica|0|3|3
Daniel|974|0|974
Daniela|0|7|7
Daniele|0|3|3
Daniell|0|1|1
Daniella|0|4|4
Danielle|0|149|149
Danika|0|2|2
Danille|0|1|1
Danilo|4|0|4
Danita|0|5|5
Dann|0|1|1
Danna|0|7|7
Dannette|0|2|2
Dannie|5|0|5
Dannielle|0|3|3
Danny|190|0|190
Dante|10|0|10
Danuta|0|2|2
Danyel|0|1|1
Danyell|0|1|1
Danyelle|0|3|3
Daphine|0|2|2
Daphne|0|19|19
Dara|0|7|7
Darby|0|2|2
Darcel|0|1|1
Darcey|0|1|1
Darci|0|4|4
Darcie|0|3|3
Darcy|0|12|12
Darell|4|0|4
Daren|8|0|8
Daria|0|4|4
Darin|20|0|20
Dario|5|0|5
Darius|13|0|13
Darla|0|29|29
Darleen|0|5|5
Darlena|0|1|1
Darlene|0|142|142
Darline|0|3|3
Darnell|20|0|20
Daron|4|0|4
Darrel|22|0|22
Darrell|108|0|108
Darren|64|0|64
Darrick|5|0|5
Darrin|19|0|19
Darron|4|0|4
Darryl|67|0|67
Darwin|14|0|14
Daryl|50|0|50
Dave|53|0|53
David|2363|0|2363
Davida|0|3|3
Davina|0|3|3
Davis|10|0|10
Dawn|0|202|202
Dawna|0|4|4
Dawne|0|2|2
Dayle|0|2|2
Dayna|0|8|8
Daysi|0|1|1
Deadra|0|1|1
Dean|104|0|104
Deana|0|16|16
Deandra|0|2|2
Deandre|6|0|6
Deandrea|0|1|1
Deane|0|2|2
Deangelo|4|0|4
Deann|0|8|8
Deanna|0|76|76
Deanne|0|11|11
Deb|0|3|3
Debbi|0|2|2
Debbie|0|157|157
Debbra|0|3|3
Debby|0|7|7
Debera|0|1|1
Debi|0|5|5
Debora|0|22|22
Deborah|0|494|494
Debra|0|408|408
Debrah|0|5|5
Debroah|0|2|2
Dede|0|1|1
Dedra|0|3|3
Dee|5|0|5
Deeann|0|2|2
Deeanna|0|1|1
Deedee|0|1|1
Deedra|0|1|1
Deena|0|10|10
Deetta|0|1|1
Deidra|0|8|8
Deidre|0|10|10
Deirdre|0|10|10
Deja|0|1|1
Del|4|0|4
Delaine|0|1|1
Delana|0|2|2
Delbert|31|0|31
Delcie|0|1|1
Delena|0|2|2
Delfina|0|5|5
Delia|0|29|29
Delicia|0|2|2
Delila|0|1|1
Delilah|0|7|7
Delinda|0|2|2
Delisa|0|2|2
Dell|0|2|2
Della|0|43|43
Delma|0|7|7
Delmar|9|0|9
Delmer|5|0|5
Delmy|0|1|1
Delois|0|6|6
Deloise|0|1|1
Delora|0|3|3
Deloras|0|1|1
Delores|0|95|95
Deloris|0|25|25
Delorse|0|1|1
Delpha|0|2|2
Delphia|0|3|3
Delphine|0|7|7
Delsie|0|1|1
Delta|0|2|2
Demarcus|5|0|5
Demetra|0|3|3
Demetria|0|7|7
Demetrice|0|2|2
Demetrius|17|0|17
Dena|0|22|22
Denae|0|1|1
Deneen|0|3|3
Denese|0|2|2
Denice|0|8|8
Denis|14|0|14
Denise|0|264|264
Denisha|0|2|2
Denisse|0|1|1
Denita|0|2|2
Denna|0|3|3
Dennis|415|0|415
Dennise|0|2|2
Denny|10|0|10
Denver|9|0|9
Denyse|0|1|1
Deon|6|0|6
Deonna|0|1|1
Derek|112|0|112
Derick|11|0|11
Derrick|103|0|103
Deshawn|4|0|4
Desirae|0|3|3
Desire|0|2|2
Desiree|0|35|35
Desmond|14|0|14
Despina|0|1|1
Dessie|0|8|8
Destiny|0|7|7
Detra|0|2|2
Devin|28|0|28
Devon|14|0|14
Devona|0|2|2
Devora|0|2|2
Devorah|0|2|2
Dewayne|18|0|18
Dewey|23|0|23
Dewitt|6|0|6
Dexter|21|0|21
Dia|0|1|1
Diamond|0|2|2
Dian|0|4|4
Diana|0|216|216
Diane|0|359|359
Diann|0|9|9
Dianna|0|36|36
Dianne|0|69|69
Dick|9|0|9
Diedra|0|2|2
Diedre|0|2|2
Diego|11|0|11
Dierdre|0|1|1
Digna|0|2|2
Dillon|5|0|5
Dimple|0|2|2
Dina|0|22|22
Dinah|0|7|7
Dino|6|0|6
Dinorah|0|1|1
Dion|10|0|10
Dione|0|2|2
Dionna|0|2|2
Dionne|0|9|9
Dirk|8|0|8
Divina|0|1|1
Dixie|0|28|28
Dodie|0|1|1
Dollie|0|11|11
Dolly|0|16|16
Dolores|0|129|129
Doloris|0|2|2
Domenic|4|0|4
Domenica|0|3|3
Dominga|0|6|6
Domingo|19|0|19
Dominic|32|0|32
Dominica|0|1|1
Dominick|19|0|19
Dominique|8|0|8
Dominque|0|2|2
Domitila|0|1|1
Domonique|0|2|2
Don|145|0|145
Dona|0|14|14
Donald|931|0|931
Donella|0|1|1
Donetta|0|2|2
Donette|0|1|1
Dong|4|0|4
Donita|0|4|4
Donn|6|0|6
Donna|0|583|583
Donnell|10|0|10
Donnetta|0|1|1
Donnette|0|1|1
Donnie|41|0|41
Donny|9|0|9
Donovan|10|0|10
Donte|5|0|5
Donya|0|2|2
Dora|0|84|84
Dorathy|0|2|2
Dorcas|0|5|5
Doreatha|0|1|1
Doreen|0|35|35
Dorene|0|5|5
Doretha|0|8|8
Dorethea|0|1|1
Doretta|0|1|1
Dori|0|4|4
Doria|0|1|1
Dorian|6|0|6
Dorie|0|2|2
Dorinda|0|4|4
Dorine|0|2|2
Doris|0|335|335
Dorla|0|1|1
Dorotha|0|3|3
Dorothea|0|21|21
Dorothy|0|727|727
Dorris|0|6|6
Dorsey|4|0|4
Dortha|0|5|5
Dorthea|0|3|3
Dorthey|0|1|1
Dorthy|0|25|25
Dot|0|2|2
Dottie|0|7|7
Dotty|0|1|1
Doug|40|0|40
Douglas|367|0|367
Douglass|4|0|4
Dovie|0|5|5
Doyle|22|0|22
Dreama|0|2|2
Drema|0|2|2
Drew|24|0|24
Drucilla|0|2|2
Drusilla|0|2|2
Duane|77|0|77
Dudley|9|0|9
Dulce|0|5|5
Dulcie|0|1|1
Duncan|7|0|7
Dung|0|2|2
Dusti|0|1|1
Dustin|103|0|103
Dusty|7|0|7
Dwain|5|0|5
Dwana|0|1|1
Dwayne|59|0|59
Dwight|58|0|58
Dyan|0|2|2
Dylan|16|0|16
Earl|193|0|193
Earle|6|0|6
Earlean|0|2|2
Earleen|0|2|2
Earlene|0|12|12
Earlie|0|1|1
Earline|0|14|14
Earnest|31|0|31
Earnestine|0|12|12
Eartha|0|3|3
Easter|0|5|5
Eboni|0|3|3
Ebonie|0|1|1
Ebony|0|27|27
Echo|0|2|2
Ed|32|0|32
Eda|0|3|3
Edda|0|2|2
Eddie|144|0|144
Eddy|10|0|10
Edelmira|0|3|3
Eden|0|3|3
Edgar|80|0|80
Edgardo|6|0|6
Edie|0|4|4
Edison|4|0|4
Edith|0|179|179
Edmond|19|0|19
Edmund|30|0|30
Edmundo|4|0|4
Edna|0|197|197
Edra|0|1|1
Edris|0|1|1
Eduardo|47|0|47
Edward|779|0|779
Edwardo|8|0|8
Edwin|148|0|148
Edwina|0|11|11
Edyth|0|1|1
Edythe|0|8|8
Effie|0|24|24
Efrain|17|0|17
Efren|6|0|6
Ehtel|0|1|1
Eileen|0|105|105
Eilene|0|1|1
Ela|0|1|1
Eladia|0|1|1
Elaina|0|4|4
Elaine|0|173|173
Elana|0|3|3
Elane|0|1|1
Elanor|0|2|2
Elayne|0|2|2
Elba|0|8|8
Elbert|22|0|22
Elda|0|8|8
Elden|4|0|4
Eldon|17|0|17
Eldora|0|3|3
Eldridge|4|0|4
Eleanor|0|150|150
Eleanora|0|3|3
Eleanore|0|7|7
Elease|0|2|2
Elena|0|37|37
Elene|0|1|1
Eleni|0|2|2
Elenor|0|4|4
Elenora|0|2|2
Elenore|0|1|1
Eleonor|0|1|1
Eleonora|0|1|1
Eleonore|0|1|1
Elfreda|0|1|1
Elfrieda|0|1|1
Elfriede|0|3|3
Eli|16|0|16
Elia|0|7|7
Eliana|0|2|2
Elias|22|0|22
Elicia|0|2|2
Elida|0|7|7
Elidia|0|1|1
Elijah|19|0|19
Elin|0|1|1
Elina|0|1|1
Elinor|0|12|12
Elinore|0|1|1
Elisa|0|27|27
Elisabeth|0|23|23
Elise|0|19|19
Eliseo|6|0|6
Elisha|4|0|4
Elissa|0|6|6
Eliz|0|1|1
Eliza|0|15|15
Elizabet|0|1|1
Elizabeth|0|937|937
Elizbeth|0|2|2
Elizebeth|0|4|4
Elke|0|2|2
Ella|0|101|101
Ellamae|0|1|1
Ellan|0|1|1
Ellen|0|173|173
Ellena|0|1|1
Elli|0|1|1
Ellie|0|6|6
Elliot|14|0|14
Elliott|14|0|14
Ellis|24|0|24
Ellsworth|4|0|4
Elly|0|2|2
Ellyn|0|2|2
Elma|0|17|17
Elmer|74|0|74
Elmira|0|3|3
Elmo|6|0|6
Elna|0|3|3
Elnora|0|14|14
Elodia|0|2|2
Elois|0|2|2
Eloisa|0|7|7
Eloise|0|32|32
Elouise|0|6|6
Eloy|6|0|6
Elroy|4|0|4
Elsa|0|28|28
Else|0|2|2
Elsie|0|110|110
Elsy|0|1|1
Elton|16|0|16
Elva|0|24|24
Elvera|0|3|3
Elvia|0|10|10
Elvie|0|2|2
Elvin|13|0|13
Elvina|0|2|2
Elvira|0|29|29
Elvis|10|0|10
Elwanda|0|1|1
Elwood|13|0|13
Elyse|0|6|6
Elza|0|1|1
Ema|0|2|2
Emanuel|19|0|19
Emelda|0|2|2
Emelia|0|3|3
Emelina|0|1|1
Emeline|0|1|1
Emely|0|1|1
Emerald|0|1|1
Emerita|0|1|1
Emerson|8|0|8
Emery|10|0|10
Emiko|0|2|2
Emil|19|0|19
Emile|6|0|6
Emilee|0|2|2
Emilia|0|13|13
Emilie|0|8|8
Emilio|19|0|19
Emily|0|208|208
Emma|0|165|165
Emmaline|0|1|1
Emmanuel|18|0|18
Emmett|19|0|19
Emmie|0|2|2
Emmitt|4|0|4
Emmy|0|2|2
Emogene|0|3|3
Emory|8|0|8
Ena|0|4|4
Enda|0|1|1
Enedina|0|3|3
Eneida|0|2|2
Enid|0|9|9
Enoch|5|0|5
Enola|0|2|2
Enrique|46|0|46
Enriqueta|0|4|4
Epifania|0|2|2
Era|0|4|4
Erasmo|4|0|4
Eric|544|0|544
Erica|0|130|130
Erich|7|0|7
Erick|23|0|23
Ericka|0|14|14
Erik|68|0|68
Erika|0|61|61
Erin|7|0|7
Erinn|0|2|2
Erlene|0|2|2
Erlinda|0|6|6
Erline|0|2|2
Erma|0|41|41
Ermelinda|0|2|2
Erminia|0|2|2
Erna|0|9|9
Ernest|215|0|215
Ernestina|0|7|7
Ernestine|0|38|38
Ernesto|37|0|37
Ernie|15|0|15
Errol|8|0|8
Ervin|23|0|23
Erwin|15|0|15
Eryn|0|1|1
Esmeralda|0|13|13
Esperanza|0|21|21
Essie|0|29|29
Esta|0|2|2
Esteban|13|0|13
Estefana|0|1|1
Estela|0|14|14
Estell|0|2|2
Estella|0|24|24
Estelle|0|36|36
Ester|0|19|19
Esther|0|166|166
Estrella|0|3|3
Etha|0|1|1
Ethan|17|0|17
Ethel|0|174|174
Ethelene|0|2|2
Ethelyn|0|3|3
Ethyl|0|2|2
Etsuko|0|1|1
Etta|0|24|24
Ettie|0|1|1
Eufemia|0|1|1
Eugena|0|1|1
Eugene|230|0|230
Eugenia|0|23|23
Eugenie|0|3|3
Eugenio|7|0|7
Eula|0|33|33
Eulah|0|1|1
Eulalia|0|5|5
Eun|0|3|3
Euna|0|1|1
Eunice|0|54|54
Eura|0|1|1
Eusebia|0|1|1
Eusebio|4|0|4
Eustolia|0|1|1
Eva|0|159|159
Evalyn|0|3|3
Evan|42|0|42
Evangelina|0|9|9
Evangeline|0|11|11
Eve|0|13|13
Evelia|0|3|3
Evelin|0|2|2
Evelina|0|2|2
Eveline|0|2|2
Evelyn|0|322|322
Evelyne|0|2|2
Evelynn|0|1|1
Everett|57|0|57
Everette|6|0|6
Evette|0|6|6
Evia|0|1|1
Evie|0|4|4
Evita|0|1|1
Evon|0|3|3
Evonne|0|4|4
Ewa|0|1|1
Exie|0|2|2
Ezekiel|4|0|4
Ezequiel|4|0|4
Ezra|7|0|7
Fabian|12|0|12
Fabiola|0|5|5
Fae|0|2|2
Fairy|0|1|1
Faith|0|28|28
Fallon|0|3|3
Fannie|0|50|50
Fanny|0|9|9
Farah|0|2|2
Farrah|0|4|4
Fatima|0|7|7
Fatimah|0|1|1
Faustina|0|2|2
Faustino|6|0|6
Fausto|4|0|4
Faviola|0|1|1
Fawn|0|4|4
Fay|0|21|21
Faye|0|58|58
Fe|0|2|2
Federico|10|0|10
Felecia|0|8|8
Felica|0|3|3
Felice|0|3|3
Felicia|0|68|68
Felicidad|0|1|1
Felicita|0|6|6
Felicitas|0|4|4
Felipa|0|4|4
Felipe|32|0|32
Felisa|0|3|3
Felisha|0|4|4
Felix|58|0|58
Felton|4|0|4
Ferdinand|7|0|7
Fermin|5|0|5
Fermina|0|1|1
Fern|0|24|24
Fernanda|0|2|2
Fernande|0|1|1
Fernando|65|0|65
Ferne|0|3|3
Fidel|12|0|12
Fidela|0|1|1
Fidelia|0|1|1
Filiberto|4|0|4
Filomena|0|6|6
Fiona|0|3|3
Flavia|0|2|2
Fleta|0|1|1
Fletcher|8|0|8
Flo|0|2|2
Flor|0|6|6
Flora|0|49|49
Florance|0|2|2
Florence|0|200|200
Florencia|0|2|2
Florencio|5|0|5
Florene|0|3|3
Florentina|0|2|2
Florentino|4|0|4
Floretta|0|2|2
Floria|0|1|1
Florida|0|4|4
Florinda|0|2|2
Florine|0|9|9
Florrie|0|1|1
Flossie|0|14|14
Floy|0|5|5
Floyd|107|0|107
Fonda|0|3|3
Forest|7|0|7
Forrest|27|0|27
Foster|6|0|6
Fran|0|11|11
France|0|2|2
Francene|0|1|1
Frances|5|0|5
Francesca|0|9|9
Francesco|4|0|4
Franchesca|0|1|1
Francie|0|2|2
Francina|0|2|2
Francine|0|25|25
Francis|160|0|160
Francisca|0|24|24
Francisco|124|0|124
Francoise|0|2|2
Frank|581|0|581
Frankie|23|0|23
Franklin|77|0|77
Franklyn|4|0|4
Fransisca|0|1|1
Fred|251|0|251
Freda|0|34|34
Fredda|0|1|1
Freddie|46|0|46
Freddy|16|0|16
Frederic|9|0|9
Frederica|0|2|2
Frederick|154|0|154
Fredericka|0|2|2
Fredia|0|2|2
Fredric|5|0|5
Fredrick|43|0|43
Fredricka|0|1|1
Freeda|0|2|2
Freeman|7|0|7
Freida|0|9|9
Frida|0|1|1
Frieda|0|17|17
Fritz|6|0|6
Fumiko|0|2|2
Gabriel|73|0|73
Gabriela|0|18|18
Gabriele|0|2|2
Gabriella|0|5|5
Gabrielle|0|17|17
Gail|6|0|6
Gala|0|1|1
Gale|8|0|8
Galen|9|0|9
Galina|0|1|1
Garfield|5|0|5
Garland|17|0|17
Garnet|0|4|4
Garnett|0|2|2
Garret|4|0|4
Garrett|29|0|29
Garry|32|0|32
Garth|7|0|7
Gary|650|0|650
Gaston|4|0|4
Gavin|10|0|10
Gay|0|12|12
Gaye|0|5|5
Gayla|0|8|8
Gayle|4|0|4
Gaylene|0|2|2
Gaylord|4|0|4
Gaynell|0|3|3
Gaynelle|0|1|1
Gearldine|0|2|2
Gema|0|1|1
Gemma|0|3|3
Gena|0|10|10
Genaro|8|0|8
Gene|87|0|87
Genesis|0|1|1
Geneva|0|59|59
Genevie|0|1|1
Genevieve|0|51|51
Genevive|0|1|1
Genia|0|2|2
Genie|0|2|2
Genna|0|1|1
Gennie|0|2|2
Genny|0|1|1
Genoveva|0|5|5
Geoffrey|32|0|32
Georgann|0|1|1
George|927|0|927
Georgeann|0|1|1
Georgeanna|0|1|1
Georgene|0|2|2
Georgetta|0|3|3
Georgette|0|11|11
Georgia|0|91|91
Georgiana|0|5|5
Georgiann|0|1|1
Georgianna|0|5|5
Georgianne|0|1|1
Georgie|0|4|4
Georgina|0|15|15
Georgine|0|2|2
Gerald|309|0|309
Geraldine|0|141|141
Geraldo|5|0|5
Geralyn|0|3|3
Gerard|40|0|40
Gerardo|32|0|32
Gerda|0|4|4
Geri|0|8|8
Germaine|0|8|8
German|8|0|8
Gerri|0|5|5
Gerry|11|0|11
Gertha|0|2|2
Gertie|0|5|5
Gertrud|0|2|2
Gertrude|0|103|103
Gertrudis|0|1|1
Gertude|0|1|1
Ghislaine|0|1|1
Gia|0|2|2
Gianna|0|1|1
Gidget|0|1|1
Gigi|0|2|2
Gil|6|0|6
Gilbert|89|0|89
Gilberte|0|1|1
Gilberto|24|0|24
Gilda|0|9|9
Gillian|0|6|6
Gilma|0|1|1
Gina|0|99|99
Ginette|0|1|1
Ginger|0|34|34
Ginny|0|5|5
Gino|6|0|6
Giovanna|0|3|3
Giovanni|7|0|7
Gisela|0|6|6
Gisele|0|3|3
Giselle|0|4|4
Gita|0|1|1
Giuseppe|5|0|5
Giuseppina|0|1|1
Gladis|0|3|3
Glady|0|2|2
Gladys|0|205|205
Glayds|0|1|1
Glen|94|0|94
Glenda|0|88|88
Glendora|0|2|2
Glenn|167|0|167
Glenna|0|18|18
Glennie|0|2|2
Glennis|0|2|2
Glinda|0|2|2
Gloria|0|335|335
Glory|0|3|3
Glynda|0|2|2
Glynis|0|1|1
Golda|0|3|3
Golden|0|1|1
Goldie|0|23|23
Gonzalo|11|0|11
Gordon|104|0|104
Grace|0|189|189
Gracia|0|2|2
Gracie|0|18|18
Graciela|0|19|19
Grady|21|0|21
Graham|12|0|12
Graig|4|0|4
Grant|36|0|36
Granville|4|0|4
Grayce|0|1|1
Grazyna|0|1|1
Greg|104|0|104
Gregg|29|0|29
Gregoria|0|5|5
Gregorio|14|0|14
Gregory|441|0|441
Greta|0|14|14
Gretchen|0|32|32
Gretta|0|3|3
Gricelda|0|1|1
Grisel|0|1|1
Griselda|0|7|7
Grover|16|0|16
Guadalupe|26|0|26
Gudrun|0|2|2
Guillermina|0|7|7
Guillermo|31|0|31
Gus|11|0|11
Gussie|0|8|8
Gustavo|25|0|25
Guy|60|0|60
Gwen|0|31|31
Gwenda|0|2|2
Gwendolyn|0|74|74
Gwenn|0|2|2
Gwyn|0|2|2
Gwyneth|0|1|1
Ha|0|2|2
Hae|0|2|2
Hai|4|0|4
Hailey|0|4|4
Hal|13|0|13
Haley|0|14|14
Halina|0|2|2
Halley|0|1|1
Hallie|0|9|9
Han|0|1|1
Hana|0|2|2
Hang|0|1|1
Hanh|0|2|2
Hank|5|0|5
Hanna|0|7|7
Hannah|0|45|45
Hannelore|0|2|2
Hans|15|0|15
Harlan|14|0|14
Harland|4|0|4
Harley|17|0|17
Harmony|0|2|2
Harold|371|0|371
Harriet|0|56|56
Harriett|0|13|13
Harriette|0|6|6
Harris|9|0|9
Harrison|14|0|14
Harry|251|0|251
Harvey|72|0|72
Hassan|5|0|5
Hassie|0|1|1
Hattie|0|56|56
Haydee|0|6|6
Hayden|4|0|4
Hayley|0|5|5
Haywood|4|0|4
Hazel|0|161|161
Heath|17|0|17
Heather|0|337|337
Hector|94|0|94
Hedwig|0|3|3
Hedy|0|2|2
Hee|0|2|2
Heide|0|2|2
Heidi|0|88|88
Heidy|0|1|1
Heike|0|1|1
Helaine|0|1|1
Helen|0|663|663
Helena|0|21|21
Helene|0|24|24
Helga|0|9|9
Hellen|0|5|5
Henrietta|0|31|31
Henriette|0|2|2
Henry|365|0|365
Herb|4|0|4
Herbert|155|0|155
Heriberto|10|0|10
Herlinda|0|5|5
Herma|0|1|1
Herman|97|0|97
Hermelinda|0|4|4
Hermila|0|1|1
Hermina|0|2|2
Hermine|0|2|2
Herminia|0|8|8
Herschel|7|0|7
Hershel|6|0|6
Herta|0|1|1
Hertha|0|1|1
Hester|0|9|9
Hettie|0|3|3
Hiedi|0|1|1
Hien|0|1|1
Hilaria|0|2|2
Hilario|5|0|5
Hilary|0|14|14
Hilda|0|75|75
Hilde|0|2|2
Hildegard|0|5|5
Hildegarde|0|2|2
Hildred|0|2|2
Hillary|0|13|13
Hilma|0|2|2
Hilton|5|0|5
Hipolito|5|0|5
Hiram|10|0|10
Hiroko|0|2|2
Hisako|0|1|1
Hoa|0|3|3
Hobert|4|0|4
Holley|0|2|2
Holli|0|4|4
Hollie|0|9|9
Hollis|9|0|9
Holly|0|117|117
Homer|40|0|40
Honey|0|2|2
Hong|4|0|4
Hope|0|34|34
Horace|36|0|36
Horacio|5|0|5
Hortencia|0|7|7
Hortense|0|4|4
Hortensia|0|3|3
Hosea|4|0|4
Houston|8|0|8
Howard|230|0|230
Hoyt|4|0|4
Hsiu|0|1|1
Hubert|39|0|39
Hue|0|1|1
Huey|5|0|5
Hugh|60|0|60
Hugo|23|0|23
Hui|0|3|3
Hulda|0|3|3
Humberto|18|0|18
Hung|8|0|8
Hunter|9|0|9
Huong|0|3|3
Hwa|0|1|1
Hyacinth|0|2|2
Hye|0|2|2
Hyman|4|0|4
Hyo|0|1|1
Hyon|0|2|2
Hyun|0|2|2
Ian|56|0|56
Ida|0|118|118
Idalia|0|3|3
Idell|0|2|2
Idella|0|5|5
Iesha|0|2|2
Ignacia|0|2|2
Ignacio|23|0|23
Ike|4|0|4
Ila|0|14|14
Ilana|0|2|2
Ilda|0|2|2
Ileana|0|4|4
Ileen|0|1|1
Ilene|0|11|11
Iliana|0|3|3
Illa|0|1|1
Ilona|0|3|3
Ilse|0|4|4
Iluminada|0|2|2
Ima|0|5|5
Imelda|0|10|10
Imogene|0|19|19
In|0|3|3
Ina|0|23|23
India|0|6|6
Indira|0|2|2
Inell|0|2|2
Ines|0|9|9
Inez|0|53|53
Inga|0|3|3
Inge|0|4|4
Ingeborg|0|3|3
Inger|0|2|2
Ingrid|0|23|23
Inocencia|0|2|2
Iola|0|7|7
Iona|0|7|7
Ione|0|6|6
Ira|35|0|35
Iraida|0|1|1
Irena|0|3|3
Irene|0|252|252
Irina|0|2|2
Iris|0|55|55
Irish|0|2|2
Irma|0|79|79
Irmgard|0|2|2
Irvin|20|0|20
Irving|26|0|26
Irwin|9|0|9
Isa|0|2|2
Isaac|51|0|51
Isabel|0|57|57
Isabell|0|6|6
Isabella|0|8|8
Isabelle|0|19|19
Isadora|0|1|1
Isaiah|11|0|11
Isaias|5|0|5
Isaura|0|2|2
Isela|0|3|3
Isiah|6|0|6
Isidra|0|2|2
Isidro|9|0|9
Isis|0|2|2
Ismael|24|0|24
Isobel|0|1|1
Israel|28|0|28
Isreal|4|0|4
Issac|10|0|10
Iva|0|23|23
Ivan|53|0|53
Ivana|0|2|2
Ivelisse|0|1|1
Ivette|0|7|7
Ivey|0|1|1
Ivonne|0|5|5
Ivory|6|0|6
Ivy|0|16|16
Izetta|0|1|1
Izola|0|1|1
Ja|0|1|1
Jacalyn|0|3|3
Jacelyn|0|1|1
Jacinda|0|1|1
Jacinta|0|3|3
Jacinto|4|0|4
Jack|315|0|315
Jackeline|0|3|3
Jackelyn|0|1|1
Jacki|0|2|2
Jackie|43|0|43
Jacklyn|0|9|9
Jackqueline|0|1|1
Jackson|12|0|12
Jaclyn|0|18|18
Jacob|165|0|165
Jacqualine|0|2|2
Jacque|0|5|5
Jacquelin|0|5|5
Jacqueline|0|228|228
Jacquelyn|0|41|41
Jacquelyne|0|2|2
Jacquelynn|0|2|2
Jacques|8|0|8
Jacquetta|0|1|1
Jacqui|0|1|1
Jacquie|0|1|1
Jacquiline|0|2|2
Jacquline|0|7|7
Jacqulyn|0|2|2
Jada|0|4|4
Jade|0|8|8
Jadwiga|0|2|2
Jae|4|0|4
Jaime|55|0|55
Jaimee|0|1|1
Jaimie|0|4|4
Jake|25|0|25
Jaleesa|0|2|2
Jalisa|0|1|1
Jama|0|1|1
Jamaal|6|0|6
Jamal|14|0|14
Jamar|6|0|6
Jame|8|0|8
Jamee|0|1|1
Jamel|7|0|7
James|3318|0|3318
Jamey|5|0|5
Jami|0|14|14
Jamie|66|0|66
Jamika|0|1|1
Jamila|0|4|4
Jamison|5|0|5
Jammie|0|3|3
Jan|19|0|19
Jana|0|31|31
Janae|0|3|3
Janay|0|2|2
Jane|0|250|250
Janean|0|1|1
Janee|0|1|1
Janeen|0|4|4
Janel|0|7|7
Janell|0|9|9
Janella|0|1|1
Janelle|0|24|24
Janene|0|3|3
Janessa|0|2|2
Janet|0|379|379
Janeth|0|2|2
Janett|0|2|2
Janetta|0|2|2
Janette|0|22|22
Janey|0|3|3
Jani|0|1|1
Janice|0|285|285
Janie|0|51|51
Janiece|0|1|1
Janina|0|4|4
Janine|0|20|20
Janis|0|34|34
Janise|0|1|1
Janita|0|2|2
Jann|0|2|2
Janna|0|10|10
Jannet|0|1|1
Jannette|0|5|5
Jannie|0|9|9
January|0|1|1
Janyce|0|1|1
Jaqueline|0|7|7
Jaquelyn|0|1|1
Jared|71|0|71
Jarod|4|0|4
Jarred|6|0|6
Jarrett|7|0|7
Jarrod|14|0|14
Jarvis|10|0|10
Jasmin|0|8|8
Jasmine|0|38|38
Jason|660|0|660
Jasper|15|0|15
Jaunita|0|3|3
Javier|65|0|65
Jay|118|0|118
Jaye|0|1|1
Jayme|0|6|6
Jaymie|0|1|1
Jayna|0|1|1
Jayne|0|18|18
Jayson|10|0|10
Jazmin|0|3|3
Jazmine|0|2|2
Jc|4|0|4
Jean|35|0|35
Jeana|0|5|5
Jeane|0|4|4
Jeanelle|0|1|1
Jeanene|0|2|2
Jeanett|0|1|1
Jeanetta|0|4|4
Jeanette|0|115|115
Jeanice|0|1|1
Jeanie|0|13|13
Jeanine|0|17|17
Jeanmarie|0|1|1
Jeanna|0|7|7
Jeanne|0|109|109
Jeannetta|0|1|1
Jeannette|0|46|46
Jeannie|0|28|28
Jeannine|0|16|16
Jed|5|0|5
Jeff|166|0|166
Jefferey|5|0|5
Jefferson|10|0|10
Jeffery|166|0|166
Jeffie|0|1|1
Jeffrey|591|0|591
Jeffry|12|0|12
Jen|0|2|2
Jena|0|7|7
Jenae|0|1|1
Jene|0|1|1
Jenee|0|1|1
Jenell|0|2|2
Jenelle|0|4|4
Jenette|0|2|2
Jeneva|0|1|1
Jeni|0|2|2
Jenice|0|2|2
Jenifer|0|23|23
Jeniffer|0|4|4
Jenine|0|2|2
Jenise|0|2|2
Jenna|0|30|30
Jennefer|0|2|2
Jennell|0|1|1
Jennette|0|4|4
Jenni|0|4|4
Jennie|0|73|73
Jennifer|0|932|932
Jenniffer|0|3|3
Jennine|0|1|1
Jenny|0|68|68
Jerald|19|0|19
Jeraldine|0|3|3
Jeramy|4|0|4
Jere|4|0|4
Jeremiah|42|0|42
Jeremy|242|0|242
Jeri|0|15|15
Jerica|0|1|1
Jerilyn|0|3|3
Jerlene|0|1|1
Jermaine|28|0|28
Jerold|6|0|6
Jerome|108|0|108
Jeromy|4|0|4
Jerrell|4|0|4
Jerri|0|12|12
Jerrica|0|1|1
Jerrie|0|4|4
Jerrod|6|0|6
Jerrold|5|0|5
Jerry|432|0|432
Jesenia|0|2|2
Jesica|0|5|5
Jess|18|0|18
Jesse|209|0|209
Jessenia|0|2|2
Jessi|0|2|2
Jessia|0|1|1
Jessica|0|490|490
Jessie|65|0|65
Jessika|0|1|1
Jestine|0|1|1
Jesus|155|0|155
Jesusa|0|2|2
Jesusita|0|1|1
Jetta|0|1|1
Jettie|0|3|3
Jewel|4|0|4
Jewell|4|0|4
Ji|0|1|1
Jill|0|142|142
Jillian|0|21|21
Jim|118|0|118
Jimmie|58|0|58
Jimmy|191|0|191
Jin|0|2|2
Jina|0|2|2
Jinny|0|1|1
Jo|0|83|83
Joan|8|0|8
Joana|0|3|3
Joane|0|1|1
Joanie|0|4|4
Joann|0|136|136
Joanna|0|55|55
Joanne|0|150|150
Joannie|0|1|1
Joaquin|14|0|14
Joaquina|0|1|1
Jocelyn|0|19|19
Jodee|0|2|2
Jodi|0|51|51
Jodie|0|17|17
Jody|24|0|24
Joe|321|0|321
Joeann|0|2|2
Joel|152|0|152
Joella|0|2|2
Joelle|0|5|5
Joellen|0|4|4
Joesph|12|0|12
Joetta|0|3|3
Joette|0|1|1
Joey|43|0|43
Johana|0|2|2
Johanna|0|28|28
Johanne|0|1|1
John|3271|0|3271
Johna|0|1|1
Johnathan|34|0|34
Johnathon|9|0|9
Johnetta|0|3|3
Johnette|0|1|1
Johnie|7|0|7
Johnna|0|5|5
Johnnie|52|0|52
Johnny|195|0|195
Johnsie|0|1|1
Johnson|4|0|4
Joi|0|3|3
Joie|0|1|1
Jolanda|0|2|2
Joleen|0|4|4
Jolene|0|19|19
Jolie|0|2|2
Joline|0|1|1
Jolyn|0|1|1
Jolynn|0|3|3
Jon|115|0|115
Jona|0|2|2
Jonah|5|0|5
Jonas|7|0|7
Jonathan|313|0|313
Jonathon|32|0|32
Jone|0|1|1
Jonell|0|2|2
Jonelle|0|2|2
Jong|0|1|1
Joni|0|19|19
Jonie|0|1|1
Jonna|0|3|3
Jonnie|0|4|4
Jordan|56|0|56
Jordon|4|0|4
Jorge|104|0|104
Jose|613|0|613
Josef|6|0|6
Josefa|0|10|10
Josefina|0|28|28
Josefine|0|1|1
Joselyn|0|2|2
Joseph|1404|0|1404
Josephina|0|4|4
Josephine|0|177|177
Josette|0|5|5
Josh|23|0|23
Joshua|435|0|435
Josiah|6|0|6
Josie|0|24|24
Joslyn|0|2|2
Jospeh|4|0|4
Josphine|0|1|1
Josue|8|0|8
Jovan|0|1|1
Jovita|0|5|5
Joy|0|91|91
Joya|0|1|1
Joyce|0|364|364
Joycelyn|0|4|4
Joye|0|2|2
Juan|316|0|316
Juana|0|46|46
Juanita|0|164|164
Jude|4|0|4
Judi|0|8|8
Judie|0|3|3
Judith|0|297|297
Judson|6|0|6
Judy|0|276|276
Jule|0|1|1
Julee|0|2|2
Julene|0|1|1
Jules|6|0|6
Juli|0|5|5
Julia|0|223|223
Julian|52|0|52
Juliana|0|11|11
Juliane|0|2|2
Juliann|0|3|3
Julianna|0|5|5
Julianne|0|12|12
Julie|0|348|348
Julieann|0|1|1
Julienne|0|2|2
Juliet|0|9|9
Julieta|0|3|3
Julietta|0|1|1
Juliette|0|10|10
Julio|63|0|63
Julissa|0|3|3
Julius|42|0|42
June|0|125|125
Jung|0|6|6
Junie|0|1|1
Junior|16|0|16
Junita|0|2|2
Junko|0|1|1
Justa|0|1|1
Justin|311|0|311
Justina|0|8|8
Justine|0|17|17
Jutta|0|2|2
Ka|0|1|1
Kacey|0|3|3
Kaci|0|3|3
Kacie|0|3|3
Kacy|0|2|2
Kai|0|1|1
Kaila|0|1|1
Kaitlin|0|9|9
Kaitlyn|0|8|8
Kala|0|4|4
Kaleigh|0|1|1
Kaley|0|2|2
Kali|0|2|2
Kallie|0|1|1
Kalyn|0|1|1
Kam|0|2|2
Kamala|0|1|1
Kami|0|4|4
Kamilah|0|1|1
Kandace|0|3|3
Kandi|0|3|3
Kandice|0|3|3
Kandis|0|1|1
Kandra|0|1|1
Kandy|0|3|3
Kanesha|0|1|1
Kanisha|0|1|1
Kara|0|41|41
Karan|0|3|3
Kareem|6|0|6
Kareen|0|1|1
Karen|0|667|667
Karena|0|1|1
Karey|0|2|2
Kari|0|36|36
Karie|0|3|3
Karima|0|1|1
Karin|0|24|24
Karina|0|13|13
Karine|0|2|2
Karisa|0|1|1
Karissa|0|4|4
Karl|69|0|69
Karla|0|44|44
Karleen|0|2|2
Karlene|0|3|3
Karly|0|1|1
Karlyn|0|1|1
Karma|0|2|2
Karmen|0|2|2
Karol|0|5|5
Karole|0|1|1
Karoline|0|1|1
Karolyn|0|4|4
Karon|0|5|5
Karren|0|2|2
Karri|0|3|3
Karrie|0|7|7
Karry|0|1|1
Kary|0|1|1
Karyl|0|2|2
Karyn|0|9|9
Kasandra|0|3|3
Kasey|4|0|4
Kasha|0|1|1
Kasi|0|1|1
Kasie|0|2|2
Kassandra|0|4|4
Kassie|0|2|2
Kate|0|29|29
Katelin|0|1|1
Katelyn|0|10|10
Katelynn|0|1|1
Katerine|0|1|1
Kathaleen|0|2|2
Katharina|0|2|2
Katharine|0|17|17
Katharyn|0|1|1
Kathe|0|2|2
Katheleen|0|1|1
Katherin|0|2|2
Katherina|0|1|1
Katherine|0|313|313
Kathern|0|2|2
Katheryn|0|9|9
Kathey|0|2|2
Kathi|0|8|8
Kathie|0|11|11
Kathleen|0|424|424
Kathlene|0|3|3
Kathline|0|1|1
Kathlyn|0|3|3
Kathrin|0|1|1
Kathrine|0|11|11
Kathryn|0|234|234
Kathryne|0|3|3
Kathy|0|272|272
Kathyrn|0|3|3
Kati|0|2|2
Katia|0|2|2
Katie|0|113|113
Katina|0|9|9
Katlyn|0|2|2
Katrice|0|2|2
Katrina|0|61|61
Kattie|0|2|2
Katy|0|12|12
Kay|0|71|71
Kayce|0|1|1
Kaycee|0|1|1
Kaye|0|11|11
Kayla|0|51|51
Kaylee|0|3|3
Kayleen|0|2|2
Kayleigh|0|2|2
Kaylene|0|2|2
Kazuko|0|2|2
Kecia|0|3|3
Keeley|0|1|1
Keely|0|4|4
Keena|0|2|2
Keenan|5|0|5
Keesha|0|2|2
Keiko|0|3|3
Keila|0|1|1
Keira|0|1|1
Keisha|0|19|19
Keith|308|0|308
Keitha|0|1|1
Keli|0|3|3
Kelle|0|2|2
Kellee|0|2|2
Kelley|4|0|4
Kelli|0|46|46
Kellie|0|29|29
Kelly|63|0|63
Kellye|0|2|2
Kelsey|0|24|24
Kelsi|0|1|1
Kelsie|0|3|3
Kelvin|34|0|34
Kemberly|0|1|1
Ken|55|0|55
Kena|0|2|2
Kenda|0|1|1
Kendal|0|1|1
Kendall|16|0|16
Kendra|0|38|38
Kendrick|13|0|13
Keneth|4|0|4
Kenia|0|1|1
Kenisha|0|2|2
Kenna|0|3|3
Kenneth|826|0|826
Kennith|7|0|7
Kenny|39|0|39
Kent|48|0|48
Kenton|5|0|5
Kenya|0|11|11
Kenyatta|0|3|3
Kenyetta|0|2|2
Kera|0|1|1
Keren|0|1|1
Keri|0|18|18
Kermit|13|0|13
Kerri|0|24|24
Kerrie|0|6|6
Kerry|36|0|36
Kerstin|0|1|1
Kesha|0|5|5
Keshia|0|5|5
Keturah|0|1|1
Keva|0|1|1
Keven|5|0|5
Kevin|671|0|671
Khadijah|0|1|1
Khalilah|0|1|1
Kia|0|5|5
Kiana|0|2|2
Kiara|0|3|3
Kiera|0|2|2
Kiersten|0|1|1
Kiesha|0|2|2
Kieth|6|0|6
Kiley|0|2|2
Kim|28|0|28
Kimber|0|2|2
Kimberely|0|3|3
Kimberlee|0|8|8
Kimberley|0|21|21
Kimberli|0|2|2
Kimberlie|0|2|2
Kimberly|0|504|504
Kimbery|0|2|2
Kimbra|0|1|1
Kimi|0|1|1
Kimiko|0|2|2
Kina|0|1|1
Kindra|0|2|2
King|4|0|4
Kip|5|0|5
Kira|0|6|6
Kirby|9|0|9
Kirk|49|0|49
Kirsten|0|18|18
Kirstie|0|1|1
Kirstin|0|3|3
Kisha|0|6|6
Kit|0|1|1
Kittie|0|1|1
Kitty|0|8|8
Kiyoko|0|1|1
Kizzie|0|1|1
Kizzy|0|3|3
Klara|0|1|1
Korey|4|0|4
Kori|0|4|4
Kortney|0|1|1
Kory|5|0|5
Kourtney|0|2|2
Kraig|4|0|4
Kris|11|0|11
Krishna|0|1|1
Krissy|0|1|1
Krista|0|40|40
Kristal|0|6|6
Kristan|0|3|3
Kristeen|0|1|1
Kristel|0|2|2
Kristen|0|111|111
Kristi|0|55|55
Kristian|0|3|3
Kristie|0|27|27
Kristin|0|99|99
Kristina|0|65|65
Kristine|0|51|51
Kristle|0|1|1
Kristofer|4|0|4
Kristopher|25|0|25
Kristy|0|48|48
Kristyn|0|3|3
Krysta|0|2|2
Krystal|0|37|37
Krysten|0|1|1
Krystin|0|1|1
Krystina|0|1|1
Krystle|0|7|7
Krystyna|0|3|3
Kum|0|3|3
Kurt|62|0|62
Kurtis|9|0|9
Kyla|0|5|5
Kyle|160|0|160
Kylee|0|3|3
Kylie|0|6|6
Kym|0|2|2
Kymberly|0|2|2
Kyoko|0|1|1
Kyong|0|4|4
Kyra|0|4|4
Kyung|0|4|4
Lacey|0|18|18
Lachelle|0|1|1
Laci|0|3|3
Lacie|0|4|4
Lacresha|0|1|1
Lacy|4|0|4
Ladawn|0|1|1
Ladonna|0|16|16
Lady|0|2|2
Lael|0|1|1
Lahoma|0|1|1
Lai|0|3|3
Laila|0|2|2
Laine|0|1|1
Lajuana|0|1|1
Lakeesha|0|1|1
Lakeisha|0|10|10
Lakendra|0|1|1
Lakenya|0|1|1
Lakesha|0|8|8
Lakeshia|0|4|4
Lakia|0|1|1
Lakiesha|0|1|1
Lakisha|0|11|11
Lakita|0|1|1
Lala|0|1|1
Lamar|21|0|21
Lamonica|0|1|1
Lamont|17|0|17
Lan|0|5|5
Lana|0|29|29
Lance|63|0|63
Landon|8|0|8
Lane|9|0|9
Lanell|0|2|2
Lanelle|0|1|1
Lanette|0|3|3
Lang|0|1|1
Lani|0|3|3
Lanie|0|1|1
Lanita|0|3|3
Lannie|0|1|1
Lanny|6|0|6
Lanora|0|1|1
Laquanda|0|1|1
Laquita|0|5|5
Lara|0|16|16
Larae|0|2|2
Laraine|0|2|2
Laree|0|1|1
Larhonda|0|2|2
Larisa|0|2|2
Larissa|0|6|6
Larita|0|1|1
Laronda|0|2|2
Larraine|0|1|1
Larry|598|0|598
Larue|0|3|3
Lasandra|0|2|2
Lashanda|0|4|4
Lashandra|0|1|1
Lashaun|0|1|1
Lashaunda|0|1|1
Lashawn|0|7|7
Lashawna|0|1|1
Lashawnda|0|1|1
Lashay|0|1|1
Lashell|0|1|1
Lashon|0|1|1
Lashonda|0|8|8
Lashunda|0|2|2
Lasonya|0|1|1
Latanya|0|8|8
Latarsha|0|1|1
Latasha|0|26|26
Latashia|0|2|2
Latesha|0|2|2
Latia|0|2|2
Laticia|0|2|2
Latina|0|1|1
Latisha|0|15|15
Latonia|0|5|5
Latonya|0|22|22
Latoria|0|2|2
Latosha|0|4|4
Latoya|0|43|43
Latoyia|0|1|1
Latrice|0|7|7
Latricia|0|5|5
Latrina|0|2|2
Latrisha|0|1|1
Launa|0|2|2
Laura|0|510|510
Lauralee|0|1|1
Lauran|0|1|1
Laure|0|2|2
Laureen|0|4|4
Laurel|0|24|24
Lauren|4|0|4
Laurena|0|1|1
Laurence|24|0|24
Laurene|0|3|3
Lauretta|0|6|6
Laurette|0|4|4
Lauri|0|9|9
Laurice|0|2|2
Laurie|0|114|114
Laurinda|0|1|1
Laurine|0|2|2
Lauryn|0|1|1
Lavada|0|3|3
Lavelle|0|1|1
Lavenia|0|1|1
Lavera|0|2|2
Lavern|6|0|6
Laverna|0|2|2
Laverne|8|0|8
Laveta|0|1|1
Lavette|0|1|1
Lavina|0|4|4
Lavinia|0|3|3
Lavon|0|4|4
Lavona|0|1|1
Lavonda|0|3|3
Lavone|0|1|1
Lavonia|0|2|2
Lavonna|0|1|1
Lavonne|0|11|11
Lawana|0|2|2
Lawanda|0|11|11
Lawanna|0|2|2
Lawerence|5|0|5
Lawrence|282|0|282
Layla|0|2|2
Layne|0|1|1
Lazaro|7|0|7
Le|0|2|2
Lea|0|17|17
Leah|0|72|72
Lean|0|1|1
Leana|0|2|2
Leandra|0|3|3
Leandro|4|0|4
Leann|0|15|15
Leanna|0|9|9
Leanne|0|16|16
Leanora|0|1|1
Leatha|0|3|3
Leatrice|0|4|4
Lecia|0|1|1
Leda|0|3|3
Lee|162|0|162
Leeann|0|8|8
Leeanna|0|2|2
Leeanne|0|2|2
Leena|0|1|1
Leesa|0|3|3
Leia|0|1|1
Leida|0|1|1
Leif|4|0|4
Leigh|4|0|4
Leigha|0|1|1
Leighann|0|2|2
Leila|0|15|15
Leilani|0|5|5
Leisa|0|4|4
Leisha|0|1|1
Lekisha|0|1|1
Lela|0|28|28
Lelah|0|1|1
Leland|27|0|27
Lelia|0|9|9
Lemuel|6|0|6
Len|4|0|4
Lena|0|77|77
Lenard|5|0|5
Lenita|0|1|1
Lenna|0|2|2
Lennie|0|3|3
Lenny|5|0|5
Lenora|0|24|24
Lenore|0|14|14
Leo|106|0|106
Leola|0|19|19
Leoma|0|1|1
Leon|112|0|112
Leona|0|69|69
Leonard|186|0|186
Leonarda|0|2|2
Leonardo|15|0|15
Leone|0|5|5
Leonel|8|0|8
Leonia|0|1|1
Leonida|0|1|1
Leonie|0|2|2
Leonila|0|2|2
Leonor|0|10|10
Leonora|0|5|5
Leonore|0|2|2
Leontine|0|1|1
Leopoldo|6|0|6
Leora|0|7|7
Leota|0|6|6
Lera|0|2|2
Leroy|125|0|125
Les|6|0|6
Lesa|0|8|8
Lesha|0|1|1
Lesia|0|2|2
Leslee|0|3|3
Lesley|4|0|4
Lesli|0|3|3
Leslie|81|0|81
Lessie|0|10|10
Lester|91|0|91
Leta|0|8|8
Letha|0|14|14
Leticia|0|40|40
Letisha|0|1|1
Letitia|0|8|8
Lettie|0|6|6
Letty|0|2|2
Levi|25|0|25
Lewis|99|0|99
Lexie|0|2|2
Lezlie|0|2|2
Li|0|3|3
Lia|0|5|5
Liana|0|3|3
Liane|0|3|3
Lianne|0|1|1
Libbie|0|1|1
Libby|0|8|8
Liberty|0|2|2
Librada|0|2|2
Lida|0|4|4
Lidia|0|14|14
Lien|0|2|2
Lieselotte|0|1|1
Ligia|0|2|2
Lila|0|29|29
Lili|0|2|2
Lilia|0|12|12
Lilian|0|11|11
Liliana|0|10|10
Lilla|0|2|2
Lilli|0|1|1
Lillia|0|1|1
Lilliam|0|1|1
Lillian|0|211|211
Lilliana|0|1|1
Lillie|0|90|90
Lilly|0|14|14
Lily|0|17|17
Lin|0|3|3
Lina|0|11|11
Lincoln|8|0|8
Linda|0|1035|1035
Lindsay|4|0|4
Lindsey|7|0|7
Lindsy|0|1|1
Lindy|0|5|5
Linette|0|3|3
Ling|0|2|2
Linh|0|3|3
Linn|0|1|1
Linnea|0|4|4
Linnie|0|4|4
Lino|4|0|4
Linsey|0|3|3
Linwood|9|0|9
Lionel|24|0|24
Lisa|0|704|704
Lisabeth|0|1|1
Lisandra|0|1|1
Lisbeth|0|2|2
Lise|0|4|4
Lisette|0|4|4
Lisha|0|2|2
Lissa|0|3|3
Lissette|0|4|4
Lita|0|3|3
Livia|0|2|2
Liz|0|9|9
Liza|0|12|12
Lizabeth|0|4|4
Lizbeth|0|4|4
Lizeth|0|1|1
Lizette|0|5|5
Lizzette|0|1|1
Lizzie|0|18|18
Lloyd|112|0|112
Loan|0|2|2
Logan|17|0|17
Loida|0|2|2
Lois|0|220|220
Loise|0|1|1
Lola|0|48|48
Lolita|0|9|9
Loma|0|2|2
Lon|7|0|7
Lona|0|7|7
Londa|0|1|1
Long|4|0|4
Loni|0|2|2
Lonna|0|2|2
Lonnie|64|0|64
Lonny|4|0|4
Lora|0|36|36
Loraine|0|13|13
Loralee|0|1|1
Lore|0|2|2
Lorean|0|1|1
Loree|0|2|2
Loreen|0|3|3
Lorelei|0|3|3
Loren|32|0|32
Lorena|0|29|29
Lorene|0|28|28
Lorenza|0|4|4
Lorenzo|36|0|36
Loreta|0|1|1
Loretta|0|115|115
Lorette|0|1|1
Lori|0|248|248
Loria|0|1|1
Loriann|0|2|2
Lorie|0|16|16
Lorilee|0|1|1
Lorina|0|1|1
Lorinda|0|3|3
Lorine|0|5|5
Loris|0|1|1
Lorita|0|1|1
Lorna|0|22|22
Lorraine|0|135|135
Lorretta|0|3|3
Lorri|0|6|6
Lorriane|0|1|1
Lorrie|0|12|12
Lorrine|0|1|1
Lory|0|2|2
Lottie|0|24|24
Lou|5|0|5
Louann|0|5|5
Louanne|0|2|2
Louella|0|8|8
Louetta|0|1|1
Louie|18|0|18
Louis|243|0|243
Louisa|0|12|12
Louise|0|229|229
Loura|0|1|1
Lourdes|0|24|24
Lourie|0|1|1
Louvenia|0|2|2
Love|0|1|1
Lovella|0|2|2
Lovetta|0|1|1
Lovie|0|4|4
Lowell|29|0|29
Loyce|0|2|2
Loyd|11|0|11
Lu|0|3|3
Luana|0|3|3
Luann|0|11|11
Luanna|0|1|1
Luanne|0|5|5
Luba|0|1|1
Lucas|31|0|31
Luci|0|1|1
Lucia|0|28|28
Luciana|0|3|3
Luciano|7|0|7
Lucie|0|4|4
Lucien|7|0|7
Lucienne|0|3|3
Lucila|0|5|5
Lucile|0|16|16
Lucilla|0|1|1
Lucille|0|153|153
Lucina|0|2|2
Lucinda|0|25|25
Lucio|6|0|6
Lucius|4|0|4
Lucrecia|0|2|2
Lucretia|0|7|7
Lucy|0|103|103
Ludie|0|2|2
Ludivina|0|1|1
Lue|0|3|3
Luella|0|17|17
Luetta|0|1|1
Luigi|4|0|4
Luis|189|0|189
Luisa|0|16|16
Luise|0|2|2
Luke|40|0|40
Lula|0|48|48
Lulu|0|4|4
Luna|0|2|2
Lupe|5|0|5
Lupita|0|3|3
Lura|0|6|6
Lurlene|0|1|1
Lurline|0|2|2
Luther|43|0|43
Luvenia|0|2|2
Luz|0|49|49
Lyda|0|3|3
Lydia|0|86|86
Lyla|0|3|3
Lyle|38|0|38
Lyman|6|0|6
Lyn|0|6|6
Lynda|0|53|53
Lyndia|0|1|1
Lyndon|5|0|5
Lyndsay|0|3|3
Lyndsey|0|4|4
Lynell|0|2|2
Lynelle|0|2|2
Lynetta|0|1|1
Lynette|0|33|33
Lynn|38|0|38
Lynna|0|1|1
Lynne|0|43|43
Lynnette|0|10|10
Lynsey|0|2|2
Lynwood|4|0|4
Ma|0|8|8
Mabel|0|78|78
Mabelle|0|1|1
Mable|0|38|38
Mac|5|0|5
Machelle|0|3|3
Macie|0|2|2
Mack|25|0|25
Mackenzie|0|4|4
Macy|0|2|2
Madalene|0|1|1
Madaline|0|2|2
Madalyn|0|2|2
Maddie|0|1|1
Madelaine|0|1|1
Madeleine|0|9|9
Madelene|0|1|1
Madeline|0|52|52
Madelyn|0|10|10
Madge|0|11|11
Madie|0|2|2
Madison|0|3|3
Madlyn|0|2|2
Madonna|0|6|6
Mae|0|63|63
Maegan|0|3|3
Mafalda|0|1|1
Magali|0|1|1
Magaly|0|2|2
Magan|0|2|2
Magaret|0|2|2
Magda|0|5|5
Magdalen|0|2|2
Magdalena|0|15|15
Magdalene|0|4|4
Magen|0|2|2
Maggie|0|51|51
Magnolia|0|4|4
Mahalia|0|1|1
Mai|0|9|9
Maia|0|2|2
Maida|0|2|2
Maile|0|1|1
Maira|0|3|3
Maire|0|1|1
Maisha|0|1|1
Maisie|0|1|1
Major|7|0|7
Majorie|0|5|5
Makeda|0|1|1
Malcolm|34|0|34
Malcom|4|0|4
Malena|0|1|1
Malia|0|3|3
Malik|4|0|4
Malika|0|2|2
Malinda|0|13|13
Malisa|0|2|2
Malissa|0|7|7
Malka|0|1|1
Mallie|0|1|1
Mallory|0|12|12
Malorie|0|1|1
Malvina|0|1|1
Mamie|0|48|48
Mammie|0|2|2
Man|4|0|4
Mana|0|2|2
Manda|0|2|2
Mandi|0|6|6
Mandie|0|1|1
Mandy|0|29|29
Manie|0|1|1
Manual|4|0|4
Manuel|181|0|181
Manuela|0|16|16
Many|0|1|1
Mao|0|1|1
Maple|0|2|2
Mara|0|9|9
Maragaret|0|1|1
Maragret|0|1|1
Maranda|0|4|4
Marc|87|0|87
Marcel|12|0|12
Marcela|0|6|6
Marcelene|0|1|1
Marcelina|0|4|4
Marceline|0|2|2
Marcelino|9|0|9
Marcell|0|1|1
Marcella|0|37|37
Marcelle|0|5|5
Marcellus|4|0|4
Marcelo|5|0|5
Marcene|0|1|1
Marchelle|0|1|1
Marci|0|10|10
Marcia|0|90|90
Marcie|0|12|12
Marco|33|0|33
Marcos|25|0|25
Marcus|124|0|124
Marcy|0|16|16
Mardell|0|1|1
Maren|0|2|2
Marg|0|1|1
Margaret|0|768|768
Margareta|0|2|2
Margarete|0|3|3
Margarett|0|2|2
Margaretta|0|2|2
Margarette|0|4|4
Margarita|0|59|59
Margarite|0|2|2
Margarito|6|0|6
Margart|0|2|2
Marge|0|6|6
Margene|0|1|1
Margeret|0|2|2
Margert|0|1|1
Margery|0|11|11
Marget|0|2|2
Margherita|0|1|1
Margie|0|72|72
Margit|0|2|2
Margo|0|16|16
Margorie|0|2|2
Margot|0|8|8
Margret|0|17|17
Margrett|0|1|1
Marguerita|0|2|2
Marguerite|0|56|56
Margurite|0|2|2
Margy|0|1|1
Marhta|0|1|1
Mari|0|11|11
Maria|5|0|5
Mariah|0|5|5
Mariam|0|5|5
Marian|0|86|86
Mariana|0|9|9
Marianela|0|1|1
Mariann|0|4|4
Marianna|0|7|7
Marianne|0|42|42
Mariano|8|0|8
Maribel|0|20|20
Maribeth|0|3|3
Marica|0|1|1
Maricela|0|11|11
Maricruz|0|1|1
Marie|0|379|379
Mariel|0|2|2
Mariela|0|3|3
Mariella|0|1|1
Marielle|0|1|1
Marietta|0|10|10
Mariette|0|1|1
Mariko|0|1|1
Marilee|0|4|4
Marilou|0|3|3
Marilu|0|2|2
Marilyn|0|241|241
Marilynn|0|7|7
Marin|0|1|1
Marina|0|27|27
Marinda|0|1|1
Marine|0|1|1
Mario|125|0|125
Marion|48|0|48
Maris|0|1|1
Marisa|0|18|18
Marisela|0|7|7
Marisha|0|1|1
Marisol|0|18|18
Marissa|0|24|24
Marita|0|4|4
Maritza|0|16|16
Marivel|0|1|1
Marjorie|0|173|173
Marjory|0|6|6
Mark|938|0|938
Marketta|0|1|1
Markita|0|2|2
Markus|5|0|5
Marla|0|26|26
Marlana|0|2|2
Marleen|0|2|2
Marlen|0|2|2
Marlena|0|5|5
Marlene|0|88|88
Marlin|12|0|12
Marline|0|1|1
Marlo|0|3|3
Marlon|19|0|19
Marlyn|0|5|5
Marlys|0|5|5
Marna|0|2|2
Marni|0|2|2
Marnie|0|4|4
Marquerite|0|4|4
Marquetta|0|2|2
Marquis|6|0|6
Marquita|0|9|9
Marquitta|0|1|1
Marry|0|3|3
Marsha|0|78|78
Marshall|49|0|49
Marta|0|28|28
Marth|0|1|1
Martha|0|412|412
Marti|0|4|4
Martin|216|0|216
Martina|0|16|16
Martine|0|3|3
Marty|24|0|24
Marva|0|10|10
Marvel|0|4|4
Marvella|0|1|1
Marvin|171|0|171
Marvis|0|1|1
Marx|0|1|1
Mary|9|0|9
Marya|0|2|2
Maryalice|0|2|2
Maryam|0|2|2
Maryann|0|50|50
Maryanna|0|1|1
Maryanne|0|11|11
Marybelle|0|1|1
Marybeth|0|7|7
Maryellen|0|9|9
Maryetta|0|1|1
Maryjane|0|7|7
Maryjo|0|3|3
Maryland|0|1|1
Marylee|0|3|3
Marylin|0|4|4
Maryln|0|1|1
Marylou|0|13|13
Marylouise|0|1|1
Marylyn|0|3|3
Marylynn|0|1|1
Maryrose|0|1|1
Masako|0|2|2
Mason|12|0|12
Matha|0|1|1
Mathew|64|0|64
Mathilda|0|3|3
Mathilde|0|2|2
Matilda|0|15|15
Matilde|0|6|6
Matt|38|0|38
Matthew|657|0|657
Mattie|0|81|81
Maud|0|5|5
Maude|0|23|23
Maudie|0|7|7
Maura|0|9|9
Maureen|0|92|92
Maurice|97|0|97
Mauricio|10|0|10
Maurine|0|7|7
Maurita|0|1|1
Mauro|5|0|5
Mavis|0|16|16
Max|59|0|59
Maxie|0|4|4
Maxima|0|1|1
Maximina|0|1|1
Maximo|5|0|5
Maxine|0|79|79
Maxwell|10|0|10
May|0|29|29
Maya|0|6|6
Maybell|0|2|2
Maybelle|0|4|4
Maye|0|2|2
Mayme|0|6|6
Maynard|10|0|10
Mayola|0|1|1
Mayra|0|18|18
Mazie|0|3|3
Mckenzie|0|2|2
Mckinley|5|0|5
Meagan|0|15|15
Meaghan|0|4|4
Mechelle|0|3|3
Meda|0|1|1
Mee|0|3|3
Meg|0|3|3
Megan|0|147|147
Meggan|0|2|2
Meghan|0|32|32
Meghann|0|2|2
Mei|0|5|5
Mel|5|0|5
Melaine|0|2|2
Melani|0|1|1
Melania|0|1|1
Melanie|0|116|116
Melany|0|2|2
Melba|0|27|27
Melda|0|1|1
Melia|0|1|1
Melida|0|1|1
Melina|0|4|4
Melinda|0|94|94
Melisa|0|13|13
Melissa|0|462|462
Melissia|0|2|2
Melita|0|1|1
Mellie|0|2|2
Mellisa|0|8|8
Mellissa|0|6|6
Melodee|0|1|1
Melodi|0|1|1
Melodie|0|6|6
Melody|0|50|50
Melonie|0|3|3
Melony|0|4|4
Melva|0|11|11
Melvin|162|0|162
Melvina|0|5|5
Melynda|0|2|2
Mendy|0|1|1
Mercedes|0|33|33
Mercedez|0|1|1
Mercy|0|3|3
Meredith|0|33|33
Meri|0|2|2
Merideth|0|1|1
Meridith|0|2|2
Merilyn|0|2|2
Merissa|0|1|1
Merle|21|0|21
Merlene|0|2|2
Merlin|9|0|9
Merlyn|0|1|1
Merna|0|2|2
Merri|0|2|2
Merrie|0|1|1
Merrilee|0|1|1
Merrill|9|0|9
Merry|0|7|7
Mertie|0|1|1
Mervin|7|0|7
Meryl|0|3|3
Meta|0|4|4
Mi|0|5|5
Mia|0|14|14
Mica|0|1|1
Micaela|0|5|5
Micah|17|0|17
Micha|0|1|1
Michael|2629|0|2629
Michaela|0|8|8
Michaele|0|1|1
Michal|4|0|4
Michale|4|0|4
Micheal|123|0|123
Michel|12|0|12
Michele|0|145|145
Michelina|0|1|1
Micheline|0|2|2
Michell|0|8|8
Michelle|0|519|519
Michiko|0|2|2
Mickey|16|0|16
Micki|0|2|2
Mickie|0|3|3
Miesha|0|1|1
Migdalia|0|7|7
Mignon|0|1|1
Miguel|122|0|122
Miguelina|0|2|2
Mika|0|2|2
Mikaela|0|1|1
Mike|189|0|189
Mikel|5|0|5
Miki|0|1|1
Mikki|0|2|2
Mila|0|2|2
Milagro|0|2|2
Milagros|0|13|13
Milan|4|0|4
Milda|0|1|1
Mildred|0|313|313
Miles|17|0|17
Milford|6|0|6
Milissa|0|3|3
Millard|11|0|11
Millicent|0|9|9
Millie|0|17|17
Milly|0|1|1
Milo|5|0|5
Milton|80|0|80
Mimi|0|5|5
Min|0|2|2
Mina|0|8|8
Minda|0|1|1
Mindi|0|3|3
Mindy|0|29|29
Minerva|0|14|14
Ming|0|1|1
Minh|5|0|5
Minna|0|2|2
Minnie|0|89|89
Minta|0|1|1
Miquel|4|0|4
Mira|0|3|3
Miranda|0|28|28
Mireille|0|2|2
Mirella|0|1|1
Mireya|0|4|4
Miriam|0|66|66
Mirian|0|4|4
Mirna|0|6|6
Mirta|0|3|3
Mirtha|0|2|2
Misha|0|1|1
Miss|0|1|1
Missy|0|6|6
Misti|0|5|5
Mistie|0|1|1
Misty|0|63|63
Mitch|6|0|6
Mitchel|7|0|7
Mitchell|72|0|72
Mitsue|0|1|1
Mitsuko|0|1|1
Mittie|0|4|4
Mitzi|0|11|11
Mitzie|0|1|1
Miyoko|0|1|1
Modesta|0|3|3
Modesto|4|0|4
Mohamed|5|0|5
Mohammad|8|0|8
Mohammed|7|0|7
Moira|0|3|3
Moises|13|0|13
Mollie|0|20|20
Molly|0|55|55
Mona|0|35|35
Monet|0|1|1
Monica|0|166|166
Monika|0|8|8
Monique|0|51|51
Monnie|0|1|1
Monroe|8|0|8
Monserrate|0|2|2
Monte|15|0|15
Monty|12|0|12
Moon|0|1|1
Mora|0|1|1
Morgan|18|0|18
Moriah|0|1|1
Morris|51|0|51
Morton|7|0|7
Mose|4|0|4
Moses|20|0|20
Moshe|5|0|5
Mozell|0|3|3
Mozella|0|2|2
Mozelle|0|5|5
Mui|0|2|2
Muoi|0|1|1
Muriel|0|38|38
Murray|15|0|15
My|0|3|3
Myesha|0|1|1
Myles|7|0|7
Myong|0|3|3
Myra|0|40|40
Myriam|0|4|4
Myrl|0|1|1
Myrle|0|2|2
Myrna|0|26|26
Myron|30|0|30
Myrta|0|1|1
Myrtice|0|3|3
Myrtie|0|2|2
Myrtis|0|5|5
Myrtle|0|78|78
Myung|0|2|2
Na|0|1|1
Nada|0|3|3
Nadene|0|1|1
Nadia|0|11|11
Nadine|0|36|36
Naida|0|1|1
Nakesha|0|1|1
Nakia|0|5|5
Nakisha|0|3|3
Nakita|0|2|2
Nam|0|1|1
Nan|0|8|8
Nana|0|2|2
Nancee|0|1|1
Nancey|0|1|1
Nanci|0|4|4
Nancie|0|2|2
Nancy|0|669|669
Nanette|0|11|11
Nannette|0|4|4
Nannie|0|13|13
Naoma|0|2|2
Naomi|0|71|71
Napoleon|6|0|6
Narcisa|0|2|2
Natacha|0|1|1
Natalia|0|10|10
Natalie|0|98|98
Natalya|0|1|1
Natasha|0|57|57
Natashia|0|1|1
Nathalie|0|5|5
Nathan|185|0|185
Nathanael|4|0|4
Nathanial|4|0|4
Nathaniel|81|0|81
Natisha|0|1|1
Natividad|0|4|4
Natosha|0|2|2
Neal|37|0|37
Necole|0|1|1
Ned|12|0|12
Neda|0|1|1
Nedra|0|5|5
Neely|0|1|1
Neida|0|1|1
Neil|66|0|66
Nelda|0|14|14
Nelia|0|2|2
Nelida|0|3|3
Nell|0|21|21
Nella|0|3|3
Nelle|0|3|3
Nellie|0|89|89
Nelly|0|8|8
Nelson|61|0|61
Nena|0|4|4
Nenita|0|1|1
Neoma|0|2|2
Neomi|0|1|1
Nereida|0|5|5
Nerissa|0|2|2
Nery|0|1|1
Nestor|9|0|9
Neta|0|2|2
Nettie|0|27|27
Neva|0|13|13
Nevada|0|1|1
Neville|4|0|4
Newton|5|0|5
Nga|0|2|2
Ngan|0|1|1
Ngoc|0|2|2
Nguyet|0|1|1
Nia|0|3|3
Nichelle|0|3|3
Nichol|0|3|3
Nicholas|275|0|275
Nichole|0|38|38
Nicholle|0|1|1
Nick|43|0|43
Nicki|0|5|5
Nickie|0|2|2
Nickolas|10|0|10
Nickole|0|2|2
Nicky|4|0|4
Nicol|0|2|2
Nicola|0|4|4
Nicolas|24|0|24
Nicolasa|0|3|3
Nicole|0|281|281
Nicolette|0|3|3
Nicolle|0|2|2
Nida|0|1|1
Nidia|0|3|3
Niesha|0|1|1
Nieves|0|2|2
Nigel|6|0|6
Niki|0|5|5
Nikia|0|2|2
Nikita|0|5|5
Nikki|0|24|24
Nikole|0|2|2
Nila|0|4|4
Nilda|0|7|7
Nilsa|0|3|3
Nina|0|72|72
Ninfa|0|3|3
Nisha|0|1|1
Nita|0|12|12
Noah|22|0|22
Noble|5|0|5
Nobuko|0|1|1
Noe|11|0|11
Noel|30|0|30
Noelia|0|3|3
Noella|0|2|2
Noelle|0|8|8
Noemi|0|12|12
Nohemi|0|1|1
Nola|0|14|14
Nolan|13|0|13
Noma|0|2|2
Nona|0|11|11
Nora|0|73|73
Norah|0|2|2
Norbert|13|0|13
Norberto|6|0|6
Noreen|0|13|13
Norene|0|3|3
Noriko|0|1|1
Norine|0|3|3
Norma|0|218|218
Norman|177|0|177
Normand|6|0|6
Norris|11|0|11
Nova|0|4|4
Novella|0|4|4
Nu|0|1|1
Nubia|0|1|1
Numbers|8|0|8
Nydia|0|4|4
Nyla|0|2|2
Obdulia|0|2|2
Ocie|0|3|3
Octavia|0|8|8
Octavio|8|0|8
Oda|0|1|1
Odelia|0|1|1
Odell|10|0|10
Odessa|0|13|13
Odette|0|3|3
Odilia|0|2|2
Odis|5|0|5
Ofelia|0|15|15
Ok|0|4|4
Ola|0|20|20
Olen|5|0|5
Olene|0|1|1
Oleta|0|5|5
Olevia|0|1|1
Olga|0|70|70
Olimpia|0|1|1
Olin|6|0|6
Olinda|0|1|1
Oliva|0|3|3
Olive|0|30|30
Oliver|40|0|40
Olivia|0|49|49
Ollie|10|0|10
Olympia|0|2|2
Oma|0|7|7
Omar|36|0|36
Omega|0|2|2
Omer|5|0|5
Ona|0|5|5
Oneida|0|2|2
Onie|0|1|1
Onita|0|1|1
Opal|0|50|50
Ophelia|0|11|11
Ora|0|27|27
Oralee|0|1|1
Oralia|0|6|6
Oren|5|0|5
Oretha|0|1|1
Orlando|37|0|37
Orpha|0|4|4
Orval|5|0|5
Orville|24|0|24
Oscar|122|0|122
Ossie|0|2|2
Osvaldo|6|0|6
Oswaldo|4|0|4
Otelia|0|1|1
Otha|4|0|4
Otilia|0|3|3
Otis|41|0|41
Otto|18|0|18
Ouida|0|3|3
Owen|26|0|26
Ozell|0|1|1
Ozella|0|2|2
Ozie|0|1|1
Pa|0|1|1
Pablo|36|0|36
Page|0|3|3
Paige|0|19|19
Palma|0|3|3
Palmer|4|0|4
Palmira|0|1|1
Pam|0|46|46
Pamala|0|8|8
Pamela|0|416|416
Pamelia|0|2|2
Pamella|0|2|2
Pamila|0|1|1
Pamula|0|1|1
Pandora|0|2|2
Pansy|0|8|8
Paola|0|3|3
Paris|4|0|4
Parker|6|0|6
Parthenia|0|1|1
Particia|0|2|2
Pasquale|8|0|8
Pasty|0|1|1
Pat|22|0|22
Patience|0|2|2
Patria|0|1|1
Patrica|0|21|21
Patrice|0|26|26
Patricia|4|0|4
Patrick|389|0|389
Patrina|0|2|2
Patsy|0|76|76
Patti|0|29|29
Pattie|0|7|7
Patty|0|43|43
Paul|948|0|948
Paula|0|217|217
Paulene|0|1|1
Pauletta|0|2|2
Paulette|0|36|36
Paulina|0|6|6
Pauline|0|165|165
Paulita|0|1|1
Paz|0|1|1
Pearl|0|94|94
Pearle|0|2|2
Pearlene|0|2|2
Pearlie|0|13|13
Pearline|0|6|6
Pearly|0|1|1
Pedro|103|0|103
Peg|0|1|1
Peggie|0|4|4
Peggy|0|208|208
Pei|0|1|1
Penelope|0|13|13
Penney|0|2|2
Penni|0|2|2
Pennie|0|4|4
Penny|0|71|71
Percy|21|0|21
Perla|0|5|5
Perry|49|0|49
Pete|32|0|32
Peter|381|0|381
Petra|0|19|19
Petrina|0|2|2
Petronila|0|1|1
Phebe|0|1|1
Phil|21|0|21
Philip|197|0|197
Phillip|213|0|213
Phillis|0|6|6
Philomena|0|5|5
Phoebe|0|9|9
Phung|0|1|1
Phuong|0|4|4
Phylicia|0|1|1
Phylis|0|4|4
Phyliss|0|4|4
Phyllis|0|219|219
Pia|0|2|2
Piedad|0|2|2
Pierre|16|0|16
Pilar|0|6|6
Ping|0|1|1
Pinkie|0|3|3
Piper|0|2|2
Pok|0|1|1
Polly|0|22|22
Porfirio|5|0|5
Porsche|0|1|1
Porsha|0|2|2
Porter|4|0|4
Portia|0|7|7
Precious|0|5|5
Preston|34|0|34
Pricilla|0|6|6
Prince|5|0|5
Princess|0|5|5
Priscila|0|1|1
Priscilla|0|71|71
Providencia|0|1|1
Prudence|0|4|4
Pura|0|1|1
Qiana|0|2|2
Queen|0|9|9
Queenie|0|2|2
Quentin|15|0|15
Quiana|0|2|2
Quincy|10|0|10
Quinn|5|0|5
Quintin|5|0|5
Quinton|13|0|13
Quyen|0|1|1
Rachael|0|38|38
Rachal|0|1|1
Racheal|0|7|7
Rachel|0|242|242
Rachele|0|2|2
Rachell|0|2|2
Rachelle|0|19|19
Racquel|0|3|3
Rae|0|14|14
Raeann|0|2|2
Raelene|0|1|1
Rafael|81|0|81
Rafaela|0|6|6
Raguel|0|1|1
Raina|0|2|2
Raisa|0|1|1
Raleigh|5|0|5
Ralph|282|0|282
Ramiro|22|0|22
Ramon|90|0|90
Ramona|0|62|62
Ramonita|0|2|2
Rana|0|2|2
Ranae|0|2|2
Randa|0|3|3
Randal|20|0|20
Randall|138|0|138
Randee|0|2|2
Randell|7|0|7
Randi|0|15|15
Randolph|32|0|32
Randy|232|0|232
Ranee|0|1|1
Raphael|12|0|12
Raquel|0|31|31
Rashad|4|0|4
Rasheeda|0|2|2
Rashida|0|3|3
Raul|79|0|79
Raven|0|5|5
Ray|153|0|153
Raye|0|2|2
Rayford|4|0|4
Raylene|0|2|2
Raymon|4|0|4
Raymond|488|0|488
Raymonde|0|1|1
Raymundo|8|0|8
Rayna|0|2|2
Rea|0|1|1
Reagan|0|1|1
Reanna|0|1|1
Reatha|0|2|2
Reba|0|24|24
Rebbeca|0|2|2
Rebbecca|0|2|2
Rebeca|0|7|7
Rebecca|0|430|430
Rebecka|0|1|1
Rebekah|0|25|25
Reda|0|2|2
Reed|10|0|10
Reena|0|1|1
Refugia|0|1|1
Refugio|6|0|6
Regan|0|3|3
Regena|0|2|2
Regenia|0|2|2
Reggie|12|0|12
Regina|0|133|133
Reginald|84|0|84
Regine|0|1|1
Reginia|0|1|1
Reid|7|0|7
Reiko|0|2|2
Reina|0|6|6
Reinaldo|6|0|6
Reita|0|1|1
Rema|0|1|1
Remedios|0|2|2
Remona|0|1|1
Rena|0|27|27
Renae|0|8|8
Renaldo|4|0|4
Renata|0|5|5
Renate|0|5|5
Renato|4|0|4
Renay|0|1|1
Renda|0|1|1
Rene|48|0|48
Renea|0|3|3
Renee|0|120|120
Renetta|0|2|2
Renita|0|6|6
Renna|0|1|1
Ressie|0|1|1
Reta|0|6|6
Retha|0|7|7
Retta|0|2|2
Reuben|15|0|15
Reva|0|10|10
Rex|37|0|37
Rey|4|0|4
Reyes|5|0|5
Reyna|0|9|9
Reynalda|0|1|1
Reynaldo|18|0|18
Rhea|0|9|9
Rheba|0|1|1
Rhett|4|0|4
Rhiannon|0|4|4
Rhoda|0|14|14
Rhona|0|1|1
Rhonda|0|162|162
Ria|0|1|1
Ricarda|0|1|1
Ricardo|93|0|93
Rich|7|0|7
Richard|1703|0|1703
Richelle|0|5|5
Richie|5|0|5
Rick|91|0|91
Rickey|35|0|35
Ricki|0|1|1
Rickie|11|0|11
Ricky|141|0|141
Rico|6|0|6
Rigoberto|11|0|11
Rikki|0|2|2
Riley|10|0|10
Rima|0|1|1
Rina|0|3|3
Risa|0|2|2
Rita|0|204|204
Riva|0|1|1
Rivka|0|1|1
Rob|13|0|13
Robbi|0|1|1
Robbie|16|0|16
Robbin|0|7|7
Robby|8|0|8
Robbyn|0|1|1
Robena|0|1|1
Robert|3143|0|3143
Roberta|0|117|117
Roberto|97|0|97
Robin|32|0|32
Robt|5|0|5
Robyn|0|39|39
Rocco|11|0|11
Rochel|0|1|1
Rochell|0|2|2
Rochelle|0|32|32
Rocio|0|8|8
Rocky|16|0|16
Rod|13|0|13
Roderick|36|0|36
Rodger|17|0|17
Rodney|180|0|180
Rodolfo|30|0|30
Rodrick|6|0|6
Rodrigo|11|0|11
Rogelio|22|0|22
Roger|322|0|322
Roland|72|0|72
Rolanda|0|3|3
Rolande|0|1|1
Rolando|21|0|21
Rolf|4|0|4
Rolland|5|0|5
Roma|0|5|5
Romaine|0|2|2
Roman|20|0|20
Romana|0|3|3
Romelia|0|2|2
Romeo|10|0|10
Romona|0|5|5
Ron|72|0|72
Rona|0|4|4
Ronald|725|0|725
Ronda|0|26|26
Roni|0|2|2
Ronna|0|3|3
Ronni|0|2|2
Ronnie|113|0|113
Ronny|7|0|7
Roosevelt|28|0|28
Rory|12|0|12
Rosa|0|194|194
Rosalba|0|5|5
Rosalee|0|7|7
Rosalia|0|8|8
Rosalie|0|39|39
Rosalina|0|5|5
Rosalind|0|18|18
Rosalinda|0|12|12
Rosaline|0|3|3
Rosalva|0|3|3
Rosalyn|0|14|14
Rosamaria|0|1|1
Rosamond|0|2|2
Rosana|0|2|2
Rosann|0|2|2
Rosanna|0|9|9
Rosanne|0|10|10
Rosaria|0|3|3
Rosario|5|0|5
Rosaura|0|3|3
Roscoe|13|0|13
Rose|0|296|296
Roseann|0|10|10
Roseanna|0|4|4
Roseanne|0|6|6
Roselee|0|1|1
Roselia|0|1|1
Roseline|0|1|1
Rosella|0|10|10
Roselle|0|1|1
Roselyn|0|5|5
Rosemarie|0|35|35
Rosemary|0|107|107
Rosena|0|1|1
Rosenda|0|1|1
Rosendo|6|0|6
Rosetta|0|22|22
Rosette|0|1|1
Rosia|0|2|2
Rosie|0|55|55
Rosina|0|4|4
Rosio|0|1|1
Rosita|0|7|7
Roslyn|0|11|11
Ross|50|0|50
Rossana|0|1|1
Rossie|0|1|1
Rosy|0|1|1
Rowena|0|9|9
Roxana|0|6|6
Roxane|0|4|4
Roxann|0|5|5
Roxanna|0|6|6
Roxanne|0|40|40
Roxie|0|11|11
Roxy|0|1|1
Roy|273|0|273
Royal|6|0|6
Royce|16|0|16
Rozanne|0|1|1
Rozella|0|2|2
Ruben|82|0|82
Rubi|0|1|1
Rubie|0|2|2
Rubin|6|0|6
Ruby|0|221|221
Rubye|0|4|4
Rudolf|4|0|4
Rudolph|34|0|34
Rudy|34|0|34
Rueben|4|0|4
Rufina|0|3|3
Rufus|25|0|25
Rupert|5|0|5
Russ|7|0|7
Russel|15|0|15
Russell|224|0|224
Rusty|12|0|12
Ruth|0|562|562
Rutha|0|1|1
Ruthann|0|4|4
Ruthanne|0|1|1
Ruthe|0|1|1
Ruthie|0|14|14
Ryan|328|0|328
Ryann|0|1|1
Sabina|0|5|5
Sabine|0|3|3
Sabra|0|3|3
Sabrina|0|57|57
Sacha|0|1|1
Sachiko|0|2|2
Sade|0|3|3
Sadie|0|39|39
Sadye|0|1|1
Sage|0|1|1
Sal|5|0|5
Salena|0|2|2
Salina|0|4|4
Salley|0|1|1
Sallie|0|24|24
Sally|0|135|135
Salome|0|2|2
Salvador|49|0|49
Salvatore|29|0|29
Sam|92|0|92
Samantha|0|124|124
Samara|0|2|2
Samatha|0|6|6
Samella|0|1|1
Samira|0|2|2
Sammie|12|0|12
Sammy|25|0|25
Samual|4|0|4
Samuel|306|0|306
Sana|0|1|1
Sanda|0|1|1
Sandee|0|1|1
Sandi|0|6|6
Sandie|0|1|1
Sandra|0|629|629
Sandy|7|0|7
Sanford|9|0|9
Sang|6|0|6
Sanjuana|0|4|4
Sanjuanita|0|4|4
Sanora|0|2|2
Santa|0|6|6
Santana|0|2|2
Santiago|22|0|22
Santina|0|2|2
Santo|4|0|4
Santos|19|0|19
Sara|0|229|229
Sarah|0|508|508
Sarai|0|1|1
Saran|0|1|1
Sari|0|2|2
Sarina|0|2|2
Sarita|0|3|3
Sasha|0|10|10
Saturnina|0|1|1
Sau|0|1|1
Saul|20|0|20
Saundra|0|13|13
Savanna|0|2|2
Savannah|0|10|10
Scarlet|0|2|2
Scarlett|0|4|4
Scot|10|0|10
Scott|546|0|546
Scottie|7|0|7
Scotty|13|0|13
Sean|197|0|197
Season|0|1|1
Sebastian|10|0|10
Sebrina|0|2|2
See|0|1|1
Seema|0|1|1
Selena|0|12|12
Selene|0|2|2
Selina|0|8|8
Selma|0|16|16
Sena|0|1|1
Senaida|0|1|1
September|0|1|1
Serafina|0|1|1
Serena|0|13|13
Sergio|49|0|49
Serina|0|2|2
Serita|0|1|1
Seth|48|0|48
Setsuko|0|1|1
Seymour|7|0|7
Sha|0|2|2
Shad|4|0|4
Shae|0|1|1
Shaina|0|4|4
Shakia|0|1|1
Shakira|0|2|2
Shakita|0|1|1
Shala|0|1|1
Shalanda|0|1|1
Shalon|0|1|1
Shalonda|0|4|4
Shameka|0|4|4
Shamika|0|4|4
Shan|0|1|1
Shana|0|18|18
Shanae|0|1|1
Shanda|0|6|6
Shandi|0|1|1
Shandra|0|3|3
Shane|93|0|93
Shaneka|0|2|2
Shanel|0|1|1
Shanell|0|3|3
Shanelle|0|2|2
Shani|0|3|3
Shanice|0|2|2
Shanika|0|3|3
Shaniqua|0|1|1
Shanita|0|3|3
Shanna|0|21|21
Shannan|0|3|3
Shannon|40|0|40
Shanon|0|5|5
Shanta|0|4|4
Shantae|0|1|1
Shantay|0|1|1
Shante|0|4|4
Shantel|0|5|5
Shantell|0|3|3
Shantelle|0|1|1
Shanti|0|1|1
Shaquana|0|1|1
Shaquita|0|1|1
Shara|0|4|4
Sharan|0|1|1
Sharda|0|1|1
Sharee|0|3|3
Sharell|0|1|1
Sharen|0|3|3
Shari|0|28|28
Sharice|0|1|1
Sharie|0|1|1
Sharika|0|1|1
Sharilyn|0|1|1
Sharita|0|2|2
Sharla|0|4|4
Sharleen|0|2|2
Sharlene|0|8|8
Sharmaine|0|1|1
Sharolyn|0|1|1
Sharon|0|522|522
Sharonda|0|5|5
Sharri|0|1|1
Sharron|0|14|14
Sharyl|0|2|2
Sharyn|0|5|5
Shasta|0|3|3
Shaun|39|0|39
Shauna|0|17|17
Shaunda|0|1|1
Shaunna|0|2|2
Shaunta|0|1|1
Shaunte|0|1|1
Shavon|0|2|2
Shavonda|0|1|1
Shavonne|0|2|2
Shawana|0|2|2
Shawanda|0|3|3
Shawanna|0|1|1
Shawn|200|0|200
Shawna|0|27|27
Shawnda|0|2|2
Shawnee|0|2|2
Shawnna|0|2|2
Shawnta|0|1|1
Shay|0|3|3
Shayla|0|6|6
Shayna|0|4|4
Shayne|4|0|4
Shea|0|2|2
Sheba|0|1|1
Sheena|0|17|17
Sheila|0|175|175
Sheilah|0|2|2
Shela|0|2|2
Shelba|0|2|2
Shelby|11|0|11
Sheldon|23|0|23
Shelia|0|43|43
Shella|0|1|1
Shelley|0|49|49
Shelli|0|5|5
Shellie|0|7|7
Shelly|0|62|62
Shelton|8|0|8
Shemeka|0|1|1
Shemika|0|2|2
Shena|0|3|3
Shenika|0|1|1
Shenita|0|2|2
Shenna|0|1|1
Shera|0|1|1
Sheree|0|10|10
Sherell|0|1|1
Sheri|0|42|42
Sherice|0|1|1
Sheridan|0|1|1
Sherie|0|4|4
Sherika|0|1|1
Sherill|0|1|1
Sherilyn|0|3|3
Sherise|0|1|1
Sherita|0|4|4
Sherlene|0|1|1
Sherley|0|2|2
Sherly|0|2|2
Sherlyn|0|2|2
Sherman|28|0|28
Sheron|0|3|3
Sherrell|0|2|2
Sherri|0|62|62
Sherrie|0|26|26
Sherril|0|1|1
Sherrill|0|4|4
Sherron|0|3|3
Sherry|0|178|178
Sherryl|0|3|3
Sherwood|4|0|4
Shery|0|2|2
Sheryl|0|59|59
Sheryll|0|1|1
Shiela|0|7|7
Shila|0|1|1
Shiloh|0|1|1
Shin|0|1|1
Shira|0|2|2
Shirely|0|1|1
Shirl|0|1|1
Shirlee|0|3|3
Shirleen|0|2|2
Shirlene|0|4|4
Shirley|5|0|5
Shirly|0|3|3
Shizue|0|1|1
Shizuko|0|1|1
Shon|4|0|4
Shona|0|2|2
Shonda|0|7|7
Shondra|0|1|1
Shonna|0|2|2
Shonta|0|1|1
Shoshana|0|2|2
Shu|0|2|2
Shyla|0|1|1
Sibyl|0|3|3
Sid|4|0|4
Sidney|52|0|52
Sierra|0|8|8
Signe|0|2|2
Sigrid|0|3|3
Silas|9|0|9
Silva|0|2|2
Silvana|0|2|2
Silvia|0|29|29
Sima|0|1|1
Simon|26|0|26
Simona|0|3|3
Simone|0|15|15
Simonne|0|1|1
Sina|0|1|1
Sindy|0|2|2
Siobhan|0|3|3
Sirena|0|1|1
Siu|0|1|1
Sixta|0|1|1
Skye|0|2|2
Slyvia|0|2|2
So|0|2|2
Socorro|0|16|16
Sofia|0|13|13
Soila|0|1|1
Sol|5|0|5
Solange|0|2|2
Soledad|0|7|7
Solomon|13|0|13
Somer|0|1|1
Sommer|0|2|2
Son|12|0|12
Sona|0|1|1
Sondra|0|18|18
Song|0|2|2
Sonia|0|68|68
Sonja|0|29|29
Sonny|8|0|8
Sonya|0|51|51
Soo|0|2|2
Sook|0|2|2
Soon|0|4|4
Sophia|0|32|32
Sophie|0|29|29
Soraya|0|2|2
Sparkle|0|1|1
Spencer|30|0|30
Spring|0|2|2
Stacee|0|1|1
Stacey|11|0|11
Staci|0|17|17
Stacia|0|5|5
Stacie|0|25|25
Stacy|17|0|17
Stan|15|0|15
Stanford|5|0|5
Stanley|186|0|186
Stanton|4|0|4
Star|0|3|3
Starla|0|4|4
Starr|0|4|4
Stasia|0|1|1
Stefan|9|0|9
Stefani|0|3|3
Stefania|0|2|2
Stefanie|0|21|21
Stefany|0|1|1
Steffanie|0|2|2
Stella|0|85|85
Stepanie|0|1|1
Stephaine|0|3|3
Stephan|18|0|18
Stephane|0|2|2
Stephani|0|3|3
Stephania|0|1|1
Stephanie|0|400|400
Stephany|0|5|5
Stephen|540|0|540
Stephenie|0|5|5
Stephine|0|3|3
Stephnie|0|1|1
Sterling|16|0|16
Steve|246|0|246
Steven|780|0|780
Stevie|7|0|7
Stewart|22|0|22
Stormy|0|3|3
Stuart|44|0|44
Su|0|3|3
Suanne|0|1|1
Sudie|0|2|2
Sue|0|111|111
Sueann|0|2|2
Suellen|0|2|2
Suk|0|2|2
Sulema|0|1|1
Sumiko|0|1|1
Summer|0|17|17
Sun|0|7|7
Sunday|0|1|1
Sung|5|0|5
Sunni|0|1|1
Sunny|0|5|5
Sunshine|0|3|3
Susan|0|794|794
Susana|0|19|19
Susann|0|3|3
Susanna|0|10|10
Susannah|0|4|4
Susanne|0|20|20
Susie|0|49|49
Susy|0|1|1
Suzan|0|6|6
Suzann|0|2|2
Suzanna|0|5|5
Suzanne|0|145|145
Suzette|0|11|11
Suzi|0|1|1
Suzie|0|3|3
Suzy|0|3|3
Svetlana|0|1|1
Sybil|0|16|16
Syble|0|3|3
Sydney|7|0|7
Sylvester|28|0|28
Sylvia|0|177|177
Sylvie|0|1|1
Synthia|0|2|2
Syreeta|0|2|2
Ta|0|1|1
Tabatha|0|13|13
Tabetha|0|2|2
Tabitha|0|27|27
Tad|5|0|5
Tai|0|1|1
Taina|0|1|1
Taisha|0|1|1
Tajuana|0|1|1
Takako|0|1|1
Takisha|0|2|2
Talia|0|3|3
Talisha|0|2|2
Talitha|0|2|2
Tam|0|2|2
Tama|0|1|1
Tamala|0|2|2
Tamar|0|3|3
Tamara|0|92|92
Tamatha|0|3|3
Tambra|0|1|1
Tameika|0|2|2
Tameka|0|13|13
Tamekia|0|2|2
Tamela|0|6|6
Tamera|0|9|9
Tamesha|0|2|2
Tami|0|27|27
Tamica|0|2|2
Tamie|0|3|3
Tamika|0|22|22
Tamiko|0|3|3
Tamisha|0|1|1
Tammara|0|2|2
Tammera|0|1|1
Tammi|0|11|11
Tammie|0|26|26
Tammy|0|259|259
Tamra|0|9|9
Tana|0|6|6
Tandra|0|1|1
Tandy|0|1|1
Taneka|0|1|1
Tanesha|0|3|3
Tangela|0|3|3
Tania|0|13|13
Tanika|0|3|3
Tanisha|0|12|12
Tanja|0|2|2
Tanna|0|2|2
Tanner|6|0|6
Tanya|0|89|89
Tara|0|107|107
Tarah|0|2|2
Taren|0|1|1
Tari|0|1|1
Tarra|0|1|1
Tarsha|0|3|3
Taryn|0|7|7
Tasha|0|30|30
Tashia|0|2|2
Tashina|0|1|1
Tasia|0|1|1
Tatiana|0|5|5
Tatum|0|1|1
Tatyana|0|1|1
Taunya|0|1|1
Tawana|0|7|7
Tawanda|0|4|4
Tawanna|0|3|3
Tawna|0|1|1
Tawny|0|2|2
Tawnya|0|4|4
Taylor|24|0|24
Tayna|0|1|1
Ted|64|0|64
Teddy|18|0|18
Teena|0|4|4
Tegan|0|1|1
Teisha|0|1|1
Telma|0|1|1
Temeka|0|2|2
Temika|0|1|1
Tempie|0|1|1
Temple|0|1|1
Tena|0|5|5
Tenesha|0|1|1
Tenisha|0|3|3
Tennie|0|2|2
Tennille|0|2|2
Teodora|0|3|3
Teodoro|5|0|5
Teofila|0|1|1
Tequila|0|2|2
Tera|0|7|7
Tereasa|0|2|2
Terence|22|0|22
Teresa|0|336|336
Terese|0|4|4
Teresia|0|1|1
Teresita|0|7|7
Teressa|0|4|4
Teri|0|33|33
Terica|0|1|1
Terina|0|1|1
Terisa|0|1|1
Terra|0|8|8
Terrance|48|0|48
Terrell|20|0|20
Terrence|47|0|47
Terresa|0|2|2
Terri|0|105|105
Terrie|0|14|14
Terrilyn|0|1|1
Terry|311|0|311
Tesha|0|2|2
Tess|0|3|3
Tessa|0|10|10
Tessie|0|7|7
Thad|7|0|7
Thaddeus|12|0|12
Thalia|0|2|2
Thanh|5|0|5
Thao|0|2|2
Thea|0|5|5
Theda|0|5|5
Thelma|0|175|175
Theo|5|0|5
Theodora|0|7|7
Theodore|123|0|123
Theola|0|2|2
Theresa|0|271|271
Therese|0|22|22
Theresia|0|2|2
Theressa|0|1|1
Theron|8|0|8
Thersa|0|3|3
Thi|0|1|1
Thomas|1380|0|1380
Thomasena|0|1|1
Thomasina|0|3|3
Thomasine|0|2|2
Thora|0|1|1
Thresa|0|2|2
Thu|0|2|2
Thurman|12|0|12
Thuy|0|4|4
Tia|0|14|14
Tiana|0|5|5
Tianna|0|2|2
Tiara|0|6|6
Tien|0|1|1
Tiera|0|1|1
Tierra|0|4|4
Tiesha|0|2|2
Tifany|0|1|1
Tiffaney|0|1|1
Tiffani|0|6|6
Tiffanie|0|4|4
Tiffany|0|195|195
Tiffiny|0|3|3
Tijuana|0|1|1
Tilda|0|1|1
Tillie|0|7|7
Tim|104|0|104
Timika|0|1|1
Timmy|19|0|19
Timothy|640|0|640
Tina|0|220|220
Tinisha|0|1|1
Tiny|0|2|2
Tisa|0|1|1
Tish|0|1|1
Tisha|0|9|9
Titus|4|0|4
Tobi|0|1|1
Tobias|5|0|5
Tobie|0|1|1
Toby|19|0|19
Toccara|0|1|1
Tod|5|0|5
Todd|213|0|213
Toi|0|1|1
Tom|117|0|117
Tomas|23|0|23
Tomasa|0|6|6
Tomeka|0|4|4
Tomi|0|1|1
Tomika|0|2|2
Tomiko|0|1|1
Tommie|20|0|20
Tommy|112|0|112
Tommye|0|1|1
Tomoko|0|2|2
Tona|0|1|1
Tonda|0|2|2
Tonette|0|1|1
Toney|4|0|4
Toni|0|64|64
Tonia|0|18|18
Tonie|0|2|2
Tonisha|0|1|1
Tonita|0|1|1
Tonja|0|5|5
Tony|190|0|190
Tonya|0|102|102
Tora|0|1|1
Tori|0|8|8
Torie|0|1|1
Torri|0|1|1
Torrie|0|1|1
Tory|5|0|5
Tosha|0|5|5
Toshia|0|1|1
Toshiko|0|2|2
Tova|0|1|1
Towanda|0|2|2
Toya|0|4|4
Tracee|0|3|3
Tracey|7|0|7
Traci|0|38|38
Tracie|0|24|24
Tracy|48|0|48
Tran|0|1|1
Trang|0|2|2
Travis|166|0|166
Treasa|0|1|1
Treena|0|1|1
Trena|0|4|4
Trent|18|0|18
Trenton|9|0|9
Tresa|0|4|4
Tressa|0|4|4
Tressie|0|3|3
Treva|0|7|7
Trevor|40|0|40
Trey|6|0|6
Tricia|0|30|30
Trina|0|24|24
Trinh|0|1|1
Trinidad|5|0|5
Trinity|0|2|2
Trish|0|3|3
Trisha|0|24|24
Trista|0|5|5
Tristan|8|0|8
Troy|138|0|138
Trudi|0|2|2
Trudie|0|2|2
Trudy|0|21|21
Trula|0|2|2
Truman|9|0|9
Tu|0|1|1
Tuan|4|0|4
Tula|0|1|1
Tuyet|0|2|2
Twana|0|2|2
Twanda|0|1|1
Twanna|0|1|1
Twila|0|9|9
Twyla|0|5|5
Ty|11|0|11
Tyesha|0|2|2
Tyisha|0|1|1
Tyler|89|0|89
Tynisha|0|1|1
Tyra|0|5|5
Tyree|5|0|5
Tyrell|5|0|5
Tyron|5|0|5
Tyrone|64|0|64
Tyson|14|0|14
Ula|0|1|1
Ulrike|0|1|1
Ulysses|10|0|10
Un|0|1|1
Una|0|6|6
Ursula|0|18|18
Usha|0|2|2
Ute|0|1|1
Vada|0|6|6
Val|4|0|4
Valarie|0|14|14
Valda|0|2|2
Valencia|0|6|6
Valene|0|1|1
Valentin|7|0|7
Valentina|0|5|5
Valentine|5|0|5
Valeri|0|1|1
Valeria|0|11|11
Valerie|0|149|149
Valery|0|2|2
Vallie|0|2|2
Valorie|0|5|5
Valrie|0|1|1
Van|19|0|19
Vance|14|0|14
Vanda|0|2|2
Vanesa|0|2|2
Vanessa|0|111|111
Vanetta|0|1|1
Vania|0|1|1
Vanita|0|2|2
Vanna|0|1|1
Vannesa|0|1|1
Vannessa|0|2|2
Vashti|0|1|1
Vasiliki|0|1|1
Vaughn|11|0|11
Veda|0|7|7
Velda|0|5|5
Velia|0|3|3
Vella|0|2|2
Velma|0|66|66
Velva|0|3|3
Velvet|0|2|2
Vena|0|2|2
Venessa|0|5|5
Venetta|0|1|1
Venice|0|2|2
Venita|0|4|4
Vennie|0|1|1
Venus|0|6|6
Veola|0|2|2
Vera|0|98|98
Verda|0|7|7
Verdell|0|2|2
Verdie|0|2|2
Verena|0|2|2
Vergie|0|4|4
Verla|0|5|5
Verlene|0|2|2
Verlie|0|2|2
Verline|0|1|1
Vern|10|0|10
Verna|0|48|48
Vernell|0|6|6
Vernetta|0|2|2
Vernia|0|1|1
Vernice|0|7|7
Vernie|0|3|3
Vernita|0|3|3
Vernon|97|0|97
Verona|0|3|3
Veronica|0|142|142
Veronika|0|1|1
Veronique|0|1|1
Versie|0|2|2
Vertie|0|1|1
Vesta|0|6|6
Veta|0|2|2
Vi|0|1|1
Vicenta|0|3|3
Vicente|17|0|17
Vickey|0|4|4
Vicki|0|109|109
Vickie|0|82|82
Vicky|0|43|43
Victor|222|0|222
Victoria|0|180|180
Victorina|0|1|1
Vida|0|7|7
Viki|0|1|1
Vikki|0|5|5
Vilma|0|10|10
Vina|0|3|3
Vince|10|0|10
Vincent|168|0|168
Vincenza|0|2|2
Vincenzo|4|0|4
Vinita|0|1|1
Vinnie|0|2|2
Viola|0|86|86
Violet|0|65|65
Violeta|0|5|5
Violette|0|2|2
Virgen|0|1|1
Virgie|0|15|15
Virgil|49|0|49
Virgilio|4|0|4
Virgina|0|7|7
Virginia|0|430|430
Vita|0|3|3
Vito|9|0|9
Viva|0|3|3
Vivan|0|2|2
Vivian|0|118|118
Viviana|0|5|5
Vivien|0|2|2
Vivienne|0|2|2
Von|4|0|4
Voncile|0|1|1
Vonda|0|8|8
Vonnie|0|3|3
Wade|45|0|45
Wai|0|2|2
Waldo|5|0|5
Walker|5|0|5
Wallace|56|0|56
Wally|4|0|4
Walter|399|0|399
Walton|4|0|4
Waltraud|0|2|2
Wan|0|1|1
Wanda|0|226|226
Waneta|0|1|1
Wanetta|0|1|1
Wanita|0|3|3
Ward|10|0|10
Warner|4|0|4
Warren|110|0|110
Wava|0|1|1
Waylon|4|0|4
Wayne|249|0|249
Wei|0|2|2
Weldon|9|0|9
Wen|0|1|1
Wendell|42|0|42
Wendi|0|10|10
Wendie|0|1|1
Wendolyn|0|1|1
Wendy|0|185|185
Wenona|0|1|1
Werner|5|0|5
Wes|4|0|4
Wesley|104|0|104
Weston|6|0|6
Whitley|0|1|1
Whitney|5|0|5
Wilber|4|0|4
Wilbert|27|0|27
Wilbur|36|0|36
Wilburn|7|0|7
Wilda|0|9|9
Wiley|11|0|11
Wilford|8|0|8
Wilfred|23|0|23
Wilfredo|14|0|14
Wilhelmina|0|7|7
Wilhemina|0|1|1
Will|18|0|18
Willa|0|16|16
Willard|50|0|50
Willena|0|1|1
Willene|0|3|3
Willetta|0|1|1
Willette|0|2|2
Willia|0|2|2
William|2451|0|2451
Williams|13|0|13
Willian|4|0|4
Willie|302|0|302
Williemae|0|1|1
Willis|35|0|35
Willodean|0|1|1
Willow|0|1|1
Willy|5|0|5
Wilma|0|99|99
Wilmer|8|0|8
Wilson|28|0|28
Wilton|6|0|6
Windy|0|4|4
Winford|4|0|4
Winfred|9|0|9
Winifred|0|27|27
Winnie|0|16|16
Winnifred|0|4|4
Winona|0|7|7
Winston|19|0|19
Winter|0|1|1
Wm|33|0|33
Wonda|0|2|2
Woodrow|25|0|25
Wyatt|6|0|6
Wynell|0|1|1
Wynona|0|3|3
Xavier|13|0|13
Xenia|0|1|1
Xiao|0|1|1
Xiomara|0|4|4
Xochitl|0|1|1
Xuan|0|1|1
Yadira|0|5|5
Yaeko|0|1|1
Yael|0|1|1
Yahaira|0|1|1
Yajaira|0|1|1
Yan|0|2|2
Yang|0|2|2
Yanira|0|2|2
Yasmin|0|4|4
Yasmine|0|1|1
Yasuko|0|1|1
Yee|0|2|2
Yelena|0|1|1
Yen|0|2|2
Yer|0|1|1
Yesenia|0|11|11
Yessenia|0|1|1
Yetta|0|3|3
Yevette|0|1|1
Yi|0|2|2
Ying|0|2|2
Yoko|0|3|3
Yolanda|0|115|115
Yolande|0|2|2
Yolando|0|2|2
Yolonda|0|4|4
Yon|0|1|1
Yong|6|0|6
Yoshie|0|1|1
Yoshiko|0|4|4
Youlanda|0|1|1
Young|7|0|7
Yu|0|3|3
Yuette|0|1|1
Yuk|0|1|1
Yuki|0|1|1
Yukiko|0|2|2
Yuko|0|2|2
Yulanda|0|1|1
Yun|0|2|2
Yung|0|1|1
Yuonne|0|1|1
Yuri|0|1|1
Yuriko|0|1|1
Yvette|0|50|50
Yvone|0|1|1
Yvonne|0|126|126
Zachariah|5|0|5
Zachary|99|0|99
Zachery|8|0|8
Zack|4|0|4
Zackary|4|0|4
Zada|0|1|1
Zaida|0|3|3
Zana|0|1|1
Zandra|0|3|3
Zane|7|0|7
Zelda|0|8|8
Zella|0|6|6
Zelma|0|13|13
Zena|0|3|3
Zenaida|0|6|6
Zenia|0|1|1
Zenobia|0|3|3
Zetta|0|1|1
Zina|0|3|3
Zita|0|2|2
Zoe|0|6|6
Zofia|0|2|2
Zoila|0|6|6
Zola|0|4|4
Zona|0|3|3
Zonia|0|1|1
Zora|0|3|3
Zoraida|0|4|4
Zula|0|3|3
Zulema|0|2|2
Zulma|0|3|3
)"},
{"genders", 1, 0, R"(M
F
)"},
{"home_class", 2, 1, R"(bathroom|10|1
bedding|10|1
kids|10|1
curtains/drapes|10|1
blinds/shades|10|1
rugs|10|1
decor|10|1
lighting|10|1
mattresses|10|1
flatware|10|1
accent|10|1
paint|10|1
wallpaper|10|1
glassware|10|1
tables|10|1
furniture|10|1
)"},
{"hours", 4, 2, R"(AM|third|night||0|1
AM|third|night||0|2
AM|third|night||0|2
AM|third|night||0|2
AM|third|night||0|3
AM|third|night||0|3
AM|third|morning|breakfast|0|3
AM|first|morning|breakfast|0|4
AM|first|morning|breakfast|4|4
AM|first|morning|breakfast|8|5
AM|first|morning||12|5
AM|first|morning||7|5
PM|first|afternoon|lunch|8|7
PM|first|afternoon|lunch|9|5
PM|first|afternoon|lunch|12|3
PM|second|afternoon||4|4
PM|second|afternoon||4|5
PM|second|evening|dinner|12|6
PM|second|evening|dinner|8|7
PM|second|evening|dinner|8|8
PM|second|evening||4|7
PM|second|evening||0|5
PM|second|evening||0|3
PM|third|evening||0|1
)"},
{"income_band", 2, 0, R"(0|10000
10001|20000
20001|30000
30001|40000
40001|50000
50001|60000
60001|70000
70001|80000
80001|90000
90001|100000
100001|110000
110001|120000
120001|130000
130001|140000
140001|150000
150001|160000
160001|170000
170001|180000
180001|190000
190001|200000
)"},
{"item_current_price", 2, 1, R"(0.09|4.99|60
5.00|9.99|30
10.00|99.99|10
)"},
{"item_manager_id", 2, 1, R"(1|33|60
34|66|30
67|100|10
)"},
{"item_manufact_id", 2, 1, R"(1|333|60
334|666|30
667|1000|10
)"},
{"jewelry_class", 2, 1, R"(birdal|8|1
diamonds|8|1
gold|8|1
bracelets|8|1
earings|8|1
rings|8|1
pendants|8|1
mens watch|8|1
womens watch|8|1
jewelry boxes|8|1
semi-precious|8|1
costume|8|1
loose stones|8|1
estate|8|1
custom|8|1
consignment|8|1
)"},
{"last_names", 1, 1, R"(Smith|1006
Johnson|810
Williams|699
Jones|621
Brown|621
Davis|480
Miller|424
Wilson|339
Moore|312
Taylor|311
Anderson|311
Thomas|311
Jackson|310
White|279
Harris|275
Martin|273
Thompson|269
Garcia|254
Martinez|234
Robinson|233
Clark|231
Rodriguez|229
Lewis|226
Lee|220
Walker|219
Hall|200
Allen|199
Young|193
Hernandez|192
King|190
Wright|189
Lopez|187
Hill|187
Scott|185
Green|183
Adams|174
Baker|171
Gonzalez|166
Nelson|162
Carter|162
Mitchell|160
Perez|155
Roberts|153
Turner|152
Phillips|149
Campbell|149
Parker|146
Evans|141
Edwards|137
Collins|134
Stewart|133
Sanchez|130
Morris|125
Rogers|123
Reed|122
Cook|120
Morgan|118
Bell|117
Murphy|117
Bailey|115
Rivera|113
Cooper|113
Richardson|112
Cox|110
Howard|110
Ward|108
Torres|108
Peterson|107
Gray|106
Ramirez|105
James|105
Watson|103
Brooks|103
Kelly|102
Sanders|100
Price|99
Bennett|99
Wood|98
Barnes|97
Ross|96
Henderson|95
Coleman|95
Jenkins|95
Perry|94
Powell|93
Long|92
Patterson|92
Hughes|92
Flores|92
Washington|92
Butler|91
Simmons|91
Foster|91
Gonzales|87
Bryant|87
Alexander|85
Russell|85
Griffin|84
Diaz|84
Hayes|83
Myers|83
Ford|82
Hamilton|82
Graham|82
Sullivan|81
Wallace|81
Woods|80
Cole|80
West|80
Jordan|78
Owens|78
Reynolds|78
Fisher|77
Ellis|77
Harrison|76
Gibson|75
Mcdonald|75
Cruz|75
Marshall|75
Ortiz|75
Gomez|75
Murray|74
Freeman|74
Wells|73
Webb|72
Simpson|70
Stevens|70
Tucker|70
Porter|69
Hunter|69
Hicks|69
Crawford|68
Henry|68
Boyd|68
Mason|68
Morales|67
Kennedy|67
Warren|67
Dixon|66
Ramos|66
Reyes|66
Burns|65
Gordon|65
Shaw|65
Holmes|65
Rice|64
Robertson|64
Hunt|63
Black|63
Daniels|62
Palmer|62
Mills|61
Nichols|60
Grant|60
Knight|60
Ferguson|59
Rose|59
Stone|59
Hawkins|59
Dunn|58
Perkins|58
Hudson|58
Spencer|57
Gardner|57
Stephens|57
Payne|57
Pierce|56
Berry|56
Matthews|56
Arnold|56
Wagner|55
Willis|55
Ray|55
Watkins|55
Olson|55
Carroll|55
Duncan|55
Snyder|55
Hart|54
Cunningham|54
Bradley|54
Lane|54
Andrews|54
Ruiz|54
Harper|54
Fox|53
Riley|53
Armstrong|53
Carpenter|53
Weaver|53
Greene|53
Lawrence|52
Elliott|52
Chavez|52
Sims|52
Austin|52
Peters|52
Kelley|52
Franklin|51
Lawson|51
Fields|51
Gutierrez|51
Ryan|51
Schmidt|51
Carr|51
Vasquez|51
Castillo|51
Wheeler|51
Chapman|50
Oliver|50
Montgomery|49
Richards|49
Williamson|49
Johnston|49
Banks|48
Meyer|48
Bishop|48
Mccoy|48
Howell|48
Alvarez|48
Morrison|48
Hansen|47
Fernandez|47
Garza|47
Harvey|47
Little|46
Burton|46
Stanley|46
Nguyen|46
George|46
Jacobs|46
Reid|46
Kim|45
Fuller|45
Lynch|45
Dean|45
Gilbert|45
Garrett|45
Romero|45
Welch|44
Larson|44
Frazier|44
Burke|44
Hanson|43
Day|43
Mendoza|43
Moreno|43
Bowman|43
Medina|42
Fowler|42
Brewer|42
Hoffman|42
Carlson|42
Silva|42
Pearson|42
Holland|42
Douglas|41
Fleming|41
Jensen|41
Vargas|41
Byrd|41
Davidson|41
Hopkins|41
May|40
Terry|40
Herrera|40
Wade|40
Soto|40
Walters|40
Curtis|40
Neal|39
Caldwell|39
Lowe|39
Jennings|39
Barnett|39
Graves|39
Jimenez|39
Horton|39
Shelton|39
Barrett|39
Obrien|39
Castro|39
Sutton|38
Gregory|38
Mckinney|38
Lucas|38
Miles|38
Craig|38
Rodriquez|37
Chambers|37
Holt|37
Lambert|37
Fletcher|37
Watts|37
Bates|37
Hale|37
Rhodes|37
Pena|37
Beck|37
Newman|36
Haynes|36
Mcdaniel|36
Mendez|36
Bush|36
Vaughn|36
Parks|35
Dawson|35
Santiago|35
Norris|35
Hardy|35
Love|35
Steele|35
Curry|35
Powers|35
Schultz|35
Barker|35
Guzman|34
Page|34
Munoz|34
Ball|34
Keller|34
Chandler|34
Weber|34
Leonard|34
Walsh|33
Lyons|33
Ramsey|33
Wolfe|33
Schneider|33
Mullins|33
Benson|33
Sharp|33
Bowen|33
Daniel|33
Barber|32
Cummings|32
Hines|32
Baldwin|32
Griffith|32
Valdez|32
Hubbard|32
Salazar|32
Reeves|32
Warner|31
Stevenson|31
Burgess|31
Santos|31
Tate|31
Cross|31
Garner|31
Mann|31
Mack|31
Moss|31
Thornton|31
Dennis|31
Mcgee|31
Farmer|30
Delgado|30
Aguilar|30
Vega|30
Glover|30
Manning|30
Cohen|30
Harmon|30
Rodgers|30
Robbins|30
Newton|30
Todd|30
Blair|30
Higgins|30
Ingram|30
Reese|30
Cannon|30
Strickland|30
Townsend|30
Potter|30
Goodwin|30
Walton|30
Rowe|29
Hampton|29
Ortega|29
Patton|29
Swanson|29
Joseph|29
Francis|29
Goodman|29
Maldonado|29
Yates|29
Becker|29
Erickson|29
Hodges|29
Rios|29
Conner|29
Adkins|29
Webster|28
Norman|28
Malone|28
Hammond|28
Flowers|28
Cobb|28
Moody|28
Quinn|28
Blake|28
Maxwell|28
Pope|28
Floyd|27
Osborne|27
Paul|27
Mccarthy|27
Guerrero|27
Lindsey|27
Estrada|27
Sandoval|27
Gibbs|27
Tyler|27
Gross|27
Fitzgerald|27
Stokes|27
Doyle|27
Sherman|27
Saunders|27
Wise|27
Colon|27
Gill|27
Alvarado|27
Greer|26
Padilla|26
Simon|26
Waters|26
Nunez|26
Ballard|26
Schwartz|26
Mcbride|26
Houston|26
Christensen|26
Klein|26
Pratt|26
Briggs|26
Parsons|26
Mclaughlin|26
Zimmerman|26
French|26
Buchanan|26
Moran|26
Copeland|25
Roy|25
Pittman|25
Brady|25
Mccormick|25
Holloway|25
Brock|25
Poole|25
Frank|25
Logan|25
Owen|25
Bass|25
Marsh|25
Drake|25
Wong|25
Jefferson|25
Park|25
Morton|25
Abbott|25
Sparks|25
Patrick|24
Norton|24
Huff|24
Clayton|24
Massey|24
Lloyd|24
Figueroa|24
Carson|24
Bowers|24
Roberson|24
Barton|24
Tran|24
Lamb|24
Harrington|24
Casey|24
Boone|24
Cortez|24
Clarke|24
Mathis|24
Singleton|24
Wilkins|24
Cain|24
Bryan|24
Underwood|24
Hogan|24
Mckenzie|23
Collier|23
Luna|23
Phelps|23
Mcguire|23
Allison|23
Bridges|23
Wilkerson|23
Nash|23
Summers|23
Atkins|23
Wilcox|23
Pitts|23
Conley|23
Marquez|23
Burnett|23
Richard|23
Cochran|23
Chase|23
Davenport|23
Hood|23
Gates|23
Clay|23
Ayala|23
Sawyer|23
Roman|23
Vazquez|23
Dickerson|23
Hodge|22
Acosta|22
Flynn|22
Espinoza|22
Nicholson|22
Monroe|22
Wolf|22
Morrow|22
Kirk|22
Randall|22
Anthony|22
Whitaker|22
Oconnor|22
Skinner|22
Ware|22
Molina|22
Kirby|22
Huffman|22
Bradford|22
Charles|22
Gilmore|22
Dominguez|22
Oneal|22
Bruce|22
Lang|21
Combs|21
Kramer|21
Heath|21
Hancock|21
Gallagher|21
Gaines|21
Shaffer|21
Short|21
Wiggins|21
Mathews|21
Mcclain|21
Fischer|21
Wall|21
Small|21
Melton|21
Hensley|21
Bond|21
Dyer|21
Cameron|21
Grimes|21
Contreras|21
Christian|21
Wyatt|21
Baxter|21
Snow|21
Mosley|21
Shepherd|21
Larsen|21
Hoover|21
Beasley|20
Glenn|20
Petersen|20
Whitehead|20
Meyers|20
Keith|20
Garrison|20
Vincent|20
Shields|20
Horn|20
Savage|20
Olsen|20
Schroeder|20
Hartman|20
Woodard|20
Mueller|20
Kemp|20
Deleon|20
Booth|20
Patel|20
Calhoun|20
Wiley|20
Eaton|20
Cline|20
Navarro|20
Harrell|20
Lester|20
Humphrey|20
Parrish|20
Duran|20
Hutchinson|20
Hess|20
Dorsey|20
Bullock|20
Robles|20
Beard|19
Dalton|19
Avila|19
Vance|19
Rich|19
Blackwell|19
York|19
Johns|19
Blankenship|19
Trevino|19
Salinas|19
Campos|19
Pruitt|19
Moses|19
Callahan|19
Golden|19
Montoya|19
Hardin|19
Guerra|19
Mcdowell|19
Carey|19
Stafford|19
Gallegos|19
Henson|19
Wilkinson|19
Booker|19
Merritt|19
Miranda|19
Atkinson|19
Orr|19
Decker|19
Hobbs|19
Preston|19
Tanner|19
Knox|19
Pacheco|19
Stephenson|18
Glass|18
Rojas|18
Serrano|18
Marks|18
Hickman|18
English|18
Sweeney|18
Strong|18
Prince|18
Mcclure|18
Conway|18
Walter|18
Roth|18
Maynard|18
Farrell|18
Lowery|18
Hurst|18
Nixon|18
Weiss|18
Trujillo|18
Ellison|18
Sloan|18
Juarez|18
Winters|18
Mclean|18
Randolph|18
Leon|18
Boyer|18
Villarreal|18
Mccall|18
Gentry|18
Carrillo|17
Kent|17
Ayers|17
Lara|17
Shannon|17
Sexton|17
Pace|17
Hull|17
Leblanc|17
Browning|17
Velasquez|17
Leach|17
Chang|17
House|17
Sellers|17
Herring|17
Noble|17
Foley|17
Bartlett|17
Mercado|17
Landry|17
Durham|17
Walls|17
Barr|17
Mckee|17
Bauer|17
Rivers|17
Everett|17
Bradshaw|17
Pugh|17
Velez|17
Rush|17
Estes|17
Dodson|17
Morse|17
Sheppard|17
Weeks|17
Camacho|17
Bean|17
Barron|17
Livingston|17
Middleton|16
Spears|16
Branch|16
Blevins|16
Chen|16
Kerr|16
Mcconnell|16
Hatfield|16
Harding|16
Ashley|16
Solis|16
Herman|16
Frost|16
Giles|16
Blackburn|16
William|16
Pennington|16
Woodward|16
Finley|16
Mcintosh|16
Koch|16
Best|16
Solomon|16
Mccullough|16
Dudley|16
Nolan|16
Blanchard|16
Rivas|16
Brennan|16
Mejia|16
Kane|16
Benton|16
Joyce|16
Buckley|16
Haley|16
Valentine|16
Maddox|16
Russo|16
Mcknight|16
Buck|16
Moon|16
Mcmillan|16
Crosby|16
Berg|16
Dotson|16
Mays|16
Roach|16
Church|16
Chan|16
Richmond|16
Meadows|16
Faulkner|16
Oneill|16
Knapp|16
Kline|15
Barry|15
Ochoa|15
Jacobson|15
Gay|15
Avery|15
Hendricks|15
Horne|15
Shepard|15
Hebert|15
Cherry|15
Cardenas|15
Mcintyre|15
Whitney|15
Waller|15
Holman|15
Donaldson|15
Cantu|15
Terrell|15
Morin|15
Gillespie|15
Fuentes|15
Tillman|15
Sanford|15
Bentley|15
Peck|15
Key|15
Salas|15
Rollins|15
Gamble|15
Dickson|15
Battle|15
Santana|15
Cabrera|15
Cervantes|15
Howe|15
Hinton|15
Hurley|15
Spence|15
Zamora|15
Yang|15
Mcneil|15
Suarez|15
Case|15
Petty|15
Gould|15
Mcfarland|15
Sampson|15
Carver|15
Bray|15
Rosario|15
Macdonald|15
Stout|15
Hester|15
Melendez|15
Dillon|15
Farley|15
Hopper|15
Galloway|15
Potts|15
Bernard|15
Joyner|14
Stein|14
Aguirre|14
Osborn|14
Mercer|14
Bender|14
Franco|14
Rowland|14
Sykes|14
Benjamin|14
Travis|14
Pickett|14
Crane|14
Sears|14
Mayo|14
Dunlap|14
Hayden|14
Wilder|14
Mckay|14
Coffey|14
Mccarty|14
Ewing|14
Cooley|14
Vaughan|14
Bonner|14
Cotton|14
Holder|14
Stark|14
Ferrell|14
Cantrell|14
Fulton|14
Lynn|14
Lott|14
Calderon|14
Rosa|14
Pollard|14
Hooper|14
Burch|14
Mullen|14
Fry|14
Riddle|14
Levy|14
David|14
Duke|14
Odonnell|14
Guy|14
Michael|14
Britt|14
Frederick|14
Daugherty|14
Berger|14
Dillard|14
Alston|14
Jarvis|14
Frye|14
Riggs|14
Chaney|14
Odom|13
Duffy|13
Fitzpatrick|13
Valenzuela|13
Merrill|13
Mayer|13
Alford|13
Mcpherson|13
Acevedo|13
Donovan|13
Barrera|13
Albert|13
Cote|13
Reilly|13
Compton|13
Raymond|13
Mooney|13
Mcgowan|13
Craft|13
Cleveland|13
Clemons|13
Wynn|13
Nielsen|13
Baird|13
Stanton|13
Snider|13
Rosales|13
Bright|13
Witt|13
Stuart|13
Hays|13
Holden|13
Rutledge|13
Kinney|13
Clements|13
Castaneda|13
Slater|13
Hahn|13
Emerson|13
Conrad|13
Burks|13
Delaney|13
Pate|13
Lancaster|13
Sweet|13
Justice|13
Tyson|13
Sharpe|13
Whitfield|13
Talley|13
Macias|13
Irwin|13
Burris|13
Ratliff|13
Mccray|13
Madden|13
Kaufman|13
Beach|13
Goff|13
Cash|13
Bolton|13
Mcfadden|13
Levine|13
Good|13
Byers|13
Kirkland|13
Kidd|13
Workman|13
Carney|13
Dale|13
Mcleod|13
Holcomb|13
England|13
Finch|13
Head|12
Burt|12
Hendrix|12
Sosa|12
Haney|12
Franks|12
Sargent|12
Nieves|12
Downs|12
Rasmussen|12
Bird|12
Hewitt|12
Lindsay|12
Le|12
Foreman|12
Valencia|12
Oneil|12
Delacruz|12
Vinson|12
Dejesus|12
Hyde|12
Forbes|12
Gilliam|12
Guthrie|12
Wooten|12
Huber|12
Barlow|12
Boyle|12
Mcmahon|12
Buckner|12
Rocha|12
Puckett|12
Langley|12
Knowles|12
Cooke|12
Velazquez|12
Whitley|12
Noel|12
Vang|12
Shea|12
Rouse|12
Hartley|12
Mayfield|12
Elder|12
Rankin|12
Hanna|12
Cowan|12
Lucero|12
Arroyo|12
Slaughter|12
Haas|12
Oconnell|12
Minor|12
Kendrick|12
Shirley|12
Kendall|12
Boucher|12
Archer|12
Boggs|12
Odell|12
Dougherty|12
Andersen|12
Newell|12
Crowe|12
Wang|12
Friedman|12
Bland|12
Swain|12
Holley|12
Felix|12
Pearce|12
Childs|12
Yarbrough|12
Galvan|12
Proctor|12
Meeks|12
Lozano|12
Mora|12
Rangel|12
Bacon|12
Villanueva|12
Schaefer|12
Rosado|12
Helms|12
Boyce|12
Goss|12
Stinson|11
Smart|11
Lake|11
Ibarra|11
Hutchins|11
Covington|11
Reyna|11
Gregg|11
Werner|11
Crowley|11
Hatcher|11
Mackey|11
Bunch|11
Womack|11
Polk|11
Jamison|11
Dodd|11
Childress|11
Childers|11
Camp|11
Villa|11
Dye|11
Springer|11
Mahoney|11
Dailey|11
Belcher|11
Lockhart|11
Griggs|11
Costa|11
Connor|11
Brandt|11
Winter|11
Walden|11
Moser|11
Tracy|11
Tatum|11
Mccann|11
Akers|11
Lutz|11
Pryor|11
Law|11
Orozco|11
Mcallister|11
Lugo|11
Davies|11
Shoemaker|11
Madison|11
Rutherford|11
Newsome|11
Magee|11
Chamberlain|11
Blanton|11
Simms|11
Godfrey|11
Flanagan|11
Crum|11
Cordova|11
Escobar|11
Downing|11
Sinclair|11
Donahue|11
Krueger|11
Mcginnis|11
Gore|11
Farris|11
Webber|11
Corbett|11
Andrade|11
Starr|11
Lyon|11
Yoder|11
Hastings|11
Mcgrath|11
Spivey|11
Krause|11
Harden|11
Crabtree|11
Kirkpatrick|11
Hollis|11
Brandon|11
Arrington|11
Ervin|11
Clifton|11
Ritter|11
Mcghee|11
Bolden|11
Maloney|11
Gagnon|11
Dunbar|11
Ponce|11
Pike|11
Mayes|11
Heard|11
Beatty|11
Mobley|11
Kimball|11
Butts|11
Montes|11
Herbert|11
Grady|11
Eldridge|11
Braun|11
Hamm|11
Gibbons|11
Seymour|11
Moyer|11
Manley|11
Herron|11
Plummer|11
Elmore|11
Cramer|11
Gary|11
Rucker|11
Hilton|11
Blue|11
Pierson|11
Fontenot|11
Field|11
Rubio|11
Grace|11
Goldstein|11
Elkins|11
Wills|10
Novak|10
John|10
Hickey|10
Worley|10
Gorman|10
Katz|10
Dickinson|10
Broussard|10
Fritz|10
Woodruff|10
Crow|10
Christopher|10
Britton|10
Forrest|10
Nance|10
Lehman|10
Bingham|10
Zuniga|10
Whaley|10
Shafer|10
Coffman|10
Steward|10
Delarosa|10
Nix|10
Neely|10
Numbers|10
Mata|10
Manuel|10
Davila|10
Mccabe|10
Kessler|10
Emery|10
Bowling|10
Hinkle|10
Welsh|10
Pagan|10
Goldberg|10
Goins|10
Crouch|10
Cuevas|10
Quinones|10
Mcdermott|10
Hendrickson|10
Samuels|10
Denton|10
Bergeron|10
Lam|10
Ivey|10
Locke|10
Haines|10
Thurman|10
Snell|10
Hoskins|10
Byrne|10
Milton|10
Winston|10
Arthur|10
Arias|10
Stanford|10
Roe|10
Corbin|10
Beltran|10
Chappell|10
Hurt|10
Downey|10
Dooley|10
Tuttle|10
Couch|10
Payton|10
Mcelroy|10
Crockett|10
Groves|10
Clement|10
Leslie|10
Cartwright|10
Dickey|10
Mcgill|10
Dubois|10
Muniz|10
Erwin|10
Self|10
Tolbert|10
Dempsey|10
Cisneros|10
Sewell|10
Latham|10
Garland|10
Vigil|10
Tapia|10
Sterling|10
Rainey|10
Norwood|10
Lacy|10
Stroud|10
Meade|10
Amos|10
Tipton|10
Lord|10
Kuhn|10
Hilliard|10
Bonilla|10
Teague|10
Courtney|10
Gunn|10
Ho|10
Greenwood|10
Correa|10
Reece|10
Weston|10
Poe|10
Trent|10
Pineda|10
Phipps|10
Frey|10
Kaiser|10
Ames|10
Paige|10
Gunter|10
Schmitt|10
Milligan|10
Espinosa|10
Carlton|10
Bowden|10
Vickers|10
Lowry|10
Pritchard|10
Costello|10
Piper|9
Mcclellan|9
Lovell|9
Drew|9
Sheehan|9
Quick|9
Hatch|9
Dobson|9
Singh|9
Jeffries|9
Hollingsworth|9
Sorensen|9
Meza|9
Fink|9
Donnelly|9
Burrell|9
Bruno|9
Tomlinson|9
Colbert|9
Billings|9
Ritchie|9
Helton|9
Sutherland|9
Peoples|9
Mcqueen|9
Gaston|9
Thomason|9
Mckinley|9
Givens|9
Crocker|9
Vogel|9
Robison|9
Dunham|9
Coker|9
Swartz|9
Keys|9
Lilly|9
Ladner|9
Hannah|9
Willard|9
Richter|9
Hargrove|9
Edmonds|9
Brantley|9
Albright|9
Murdock|9
Boswell|9
Muller|9
Quintero|9
Padgett|9
Kenney|9
Daly|9
Connolly|9
Pierre|9
Inman|9
Quintana|9
Lund|9
Barnard|9
Villegas|9
Simons|9
Land|9
Huggins|9
Tidwell|9
Sanderson|9
Bullard|9
Mcclendon|9
Duarte|9
Draper|9
Meredith|9
Marrero|9
Dwyer|9
Abrams|9
Stover|9
Goode|9
Fraser|9
Crews|9
Bernal|9
Smiley|9
Godwin|9
Fish|9
Conklin|9
Mcneal|9
Baca|9
Esparza|9
Crowder|9
Bower|9
Nicholas|9
Chung|9
Brewster|9
Mcneill|9
Dick|9
Rodrigues|9
Leal|9
Coates|9
Raines|9
Mccain|9
Mccord|9
Miner|9
Holbrook|9
Swift|9
Dukes|9
Carlisle|9
Aldridge|9
Ackerman|9
Starks|9
Ricks|9
Holliday|9
Ferris|9
Hairston|9
Sheffield|9
Lange|9
Fountain|9
Marino|9
Doss|9
Betts|9
Kaplan|9
Carmichael|9
Bloom|9
Ruffin|9
Penn|9
Kern|9
Bowles|9
Sizemore|9
Larkin|9
Dupree|9
Jewell|9
Silver|9
Seals|9
Metcalf|9
Hutchison|9
Henley|9
Farr|9
Castle|9
Mccauley|9
Hankins|9
Gustafson|9
Deal|9
Curran|9
Ash|9
Waddell|9
Ramey|9
Cates|9
Pollock|9
Major|9
Irvin|9
Cummins|9
Messer|9
Heller|9
Dewitt|9
Lin|9
Funk|9
Cornett|9
Palacios|9
Galindo|9
Cano|9
Hathaway|9
Singer|8
Pham|8
Enriquez|8
Aaron|8
Salgado|8
Pelletier|8
Painter|8
Wiseman|8
Blount|8
Hand|8
Feliciano|8
Temple|8
Houser|8
Doherty|8
Mead|8
Mcgraw|8
Toney|8
Swan|8
Melvin|8
Capps|8
Blanco|8
Blackmon|8
Wesley|8
Thomson|8
Mcmanus|8
Fair|8
Burkett|8
Post|8
Gleason|8
Rudolph|8
Ott|8
Dickens|8
Cormier|8
Voss|8
Rushing|8
Rosenberg|8
Hurd|8
Dumas|8
Benitez|8
Arellano|8
Story|8
Marin|8
Caudill|8
Bragg|8
Jaramillo|8
Huerta|8
Gipson|8
Colvin|8
Biggs|8
Vela|8
Platt|8
Cassidy|8
Tompkins|8
Mccollum|8
Kay|8
Gabriel|8
Dolan|8
Daley|8
Crump|8
Street|8
Sneed|8
Kilgore|8
Grove|8
Grimm|8
Davison|8
Brunson|8
Prater|8
Marcum|8
Devine|8
Kyle|8
Dodge|8
Stratton|8
Rosas|8
Choi|8
Tripp|8
Ledbetter|8
Lay|8
Hightower|8
Haywood|8
Feldman|8
Epps|8
Yeager|8
Posey|8
Sylvester|8
Scruggs|8
Cope|8
Stubbs|8
Richey|8
Overton|8
Trotter|8
Sprague|8
Cordero|8
Butcher|8
Burger|8
Stiles|8
Burgos|8
Woodson|8
Horner|8
Bassett|8
Purcell|8
Haskins|8
Gee|8
Akins|8
Abraham|8
Hoyt|8
Ziegler|8
Spaulding|8
Hadley|8
Grubbs|8
Sumner|8
Murillo|8
Zavala|8
Shook|8
Lockwood|8
Jarrett|8
Driscoll|8
Dahl|8
Thorpe|8
Sheridan|8
Redmond|8
Putnam|8
Mcwilliams|8
Mcrae|8
Cornell|8
Felton|8
Romano|8
Joiner|8
Sadler|8
Hedrick|8
Hager|8
Hagen|8
Fitch|8
Coulter|8
Thacker|8
Mansfield|8
Langston|8
Guidry|8
Ferreira|8
Corley|8
Conn|8
Rossi|8
Lackey|8
Cody|8
Baez|8
Saenz|8
Mcnamara|8
Darnell|8
Michel|8
Mcmullen|8
Mckenna|8
Mcdonough|8
Link|8
Engel|8
Browne|8
Roper|8
Peacock|8
Eubanks|8
Drummond|8
Stringer|8
Pritchett|8
Parham|8
Mims|8
Landers|8
Ham|8
Grayson|8
Stacy|8
Schafer|8
Egan|8
Timmons|8
Ohara|8
Keen|8
Hamlin|8
Finn|8
Cortes|8
Mcnair|8
Louis|8
Clifford|8
Nadeau|8
Moseley|8
Michaud|8
Rosen|8
Oakes|8
Kurtz|8
Jeffers|8
Calloway|8
Beal|8
Bautista|8
Winn|8
Suggs|8
Stern|8
Stapleton|8
Lyles|8
Laird|8
Montano|8
Diamond|8
Dawkins|8
Roland|8
Hagan|8
Goldman|8
Bryson|8
Barajas|8
Lovett|8
Segura|8
Metz|8
Lockett|8
Langford|8
Hinson|8
Eastman|8
Rock|8
Hooks|8
Woody|7
Smallwood|7
Shapiro|7
Crowell|7
Whalen|7
Triplett|7
Hooker|7
Chatman|7
Aldrich|7
Cahill|7
Youngblood|7
Ybarra|7
Stallings|7
Sheets|7
Samuel|7
Reeder|7
Person|7
Pack|7
Lacey|7
Connelly|7
Bateman|7
Abernathy|7
Winkler|7
Wilkes|7
Masters|7
Hackett|7
Granger|7
Gillis|7
Schmitz|7
Sapp|7
Napier|7
Souza|7
Lanier|7
Gomes|7
Weir|7
Otero|7
Ledford|7
Burroughs|7
Babcock|7
Ventura|7
Siegel|7
Dugan|7
Clinton|7
Christie|7
Bledsoe|7
Atwood|7
Wray|7
Varner|7
Spangler|7
Otto|7
Anaya|7
Staley|7
Kraft|7
Fournier|7
Eddy|7
Belanger|7
Wolff|7
Thorne|7
Bynum|7
Burnette|7
Boykin|7
Swenson|7
Purvis|7
Pina|7
Khan|7
Duvall|7
Darby|7
Xiong|7
Kauffman|7
Ali|7
Yu|7
Healy|7
Engle|7
Corona|7
Benoit|7
Valle|7
Steiner|7
Spicer|7
Shaver|7
Randle|7
Lundy|7
Dow|7
Chin|7
Calvert|7
Staton|7
Neff|7
Kearney|7
Darden|7
Oakley|7
Medeiros|7
Mccracken|7
Crenshaw|7
Block|7
Beaver|7
Perdue|7
Dill|7
Whittaker|7
Tobin|7
Cornelius|7
Washburn|7
Hogue|7
Goodrich|7
Easley|7
Bravo|7
Dennison|7
Vera|7
Shipley|7
Kerns|7
Jorgensen|7
Crain|7
Abel|7
Villalobos|7
Maurer|7
Longoria|7
Keene|7
Coon|7
Sierra|7
Witherspoon|7
Staples|7
Pettit|7
Kincaid|7
Eason|7
Madrid|7
Echols|7
Lusk|7
Wu|7
Stahl|7
Currie|7
Thayer|7
Shultz|7
Sherwood|7
Mcnally|7
Seay|7
North|7
Maher|7
Kenny|7
Hope|7
Gagne|7
Barrow|7
Nava|7
Myles|7
Moreland|7
Honeycutt|7
Hearn|7
Diggs|7
Caron|7
Whitten|7
Westbrook|7
Stovall|7
Ragland|7
Queen|7
Munson|7
Meier|7
Looney|7
Kimble|7
Jolly|7
Hobson|7
London|7
Goddard|7
Culver|7
Burr|7
Presley|7
Negron|7
Connell|7
Tovar|7
Marcus|7
Huddleston|7
Hammer|7
Ashby|7
Salter|7
Root|7
Pendleton|7
Oleary|7
Nickerson|7
Myrick|7
Judd|7
Jacobsen|7
Elliot|7
Bain|7
Adair|7
Starnes|7
Sheldon|7
Matos|7
Light|7
Busby|7
Herndon|7
Hanley|7
Bellamy|7
Jack|7
Doty|7
Bartley|7
Yazzie|7
Rowell|7
Parson|7
Gifford|7
Cullen|7
Christiansen|7
Benavides|7
Barnhart|7
Talbot|7
Mock|7
Crandall|7
Connors|7
Bonds|7
Whitt|7
Gage|7
Bergman|7
Arredondo|7
Addison|7
Marion|7
Lujan|7
Dowdy|7
Jernigan|7
Huynh|7
Bouchard|7
Dutton|7
Rhoades|7
Ouellette|7
Kiser|7
Rubin|7
Herrington|7
Hare|7
Denny|7
Blackman|7
Babb|7
Allred|7
Rudd|7
Paulson|7
Ogden|7
Koenig|7
Jacob|7
Irving|7
Geiger|7
Begay|7
Parra|7
Champion|7
Lassiter|7
Hawk|7
Esposito|7
Cho|7
Waldron|7
Vernon|7
Ransom|7
Prather|7
Keenan|7
Jean|7
Grover|7
Chacon|7
Vick|7
Sands|7
Roark|7
Parr|7
Mayberry|7
Greenberg|7
Coley|7
Bruner|7
Whitman|7
Skaggs|7
Shipman|7
Means|7
Leary|7
Hutton|7
Romo|7
Medrano|7
Ladd|7
Kruse|7
Friend|7
Darling|7
Askew|7
Valentin|7
Schulz|7
Alfaro|7
Tabor|7
Mohr|7
Gallo|7
Bermudez|7
Pereira|7
Isaac|7
Bliss|7
Reaves|6
Flint|6
Comer|6
Boston|6
Woodall|6
Naquin|6
Guevara|6
Earl|6
Delong|6
Carrier|6
Pickens|6
Brand|6
Tilley|6
Schaffer|6
Read|6
Lim|6
Knutson|6
Fenton|6
Doran|6
Chu|6
Vogt|6
Vann|6
Prescott|6
Mclain|6
Landis|6
Corcoran|6
Ambrose|6
Zapata|6
Hyatt|6
Hemphill|6
Faulk|6
Call|6
Dove|6
Boudreaux|6
Aragon|6
Whitlock|6
Trejo|6
Tackett|6
Shearer|6
Saldana|6
Hanks|6
Gold|6
Driver|6
Mckinnon|6
Koehler|6
Champagne|6
Bourgeois|6
Pool|6
Keyes|6
Goodson|6
Foote|6
Early|6
Lunsford|6
Goldsmith|6
Flood|6
Winslow|6
Sams|6
Reagan|6
Mccloud|6
Hough|6
Esquivel|6
Naylor|6
Loomis|6
Coronado|6
Ludwig|6
Braswell|6
Bearden|6
Sherrill|6
Huang|6
Fagan|6
Ezell|6
Edmondson|6
Cyr|6
Cronin|6
Nunn|6
Lemon|6
Guillory|6
Grier|6
Dubose|6
Traylor|6
Ryder|6
Dobbins|6
Coyle|6
Aponte|6
Whitmore|6
Smalls|6
Rowan|6
Malloy|6
Cardona|6
Braxton|6
Borden|6
Humphries|6
Carrasco|6
Ruff|6
Metzger|6
Huntley|6
Hinojosa|6
Finney|6
Madsen|6
Hong|6
Hills|6
Ernst|6
Dozier|6
Burkhart|6
Bowser|6
Peralta|6
Daigle|6
Whittington|6
Sorenson|6
Saucedo|6
Roche|6
Redding|6
Loyd|6
Fugate|6
Avalos|6
Waite|6
Lind|6
Huston|6
Hay|6
Benedict|6
Hawthorne|6
Hamby|6
Boyles|6
Boles|6
Regan|6
Faust|6
Crook|6
Beam|6
Barger|6
Hinds|6
Gallardo|6
Elias|6
Willoughby|6
Willingham|6
Wilburn|6
Eckert|6
Busch|6
Zepeda|6
Worthington|6
Tinsley|6
Russ|6
Li|6
Hoff|6
Hawley|6
Carmona|6
Varela|6
Rector|6
Newcomb|6
Mallory|6
Kinsey|6
Dube|6
Whatley|6
Strange|6
Ragsdale|6
Ivy|6
Bernstein|6
Becerra|6
Yost|6
Mattson|6
Ly|6
Felder|6
Cheek|6
Luke|6
Handy|6
Grossman|6
Gauthier|6
Escobedo|6
Braden|6
Beckman|6
Mott|6
Hillman|6
Gil|6
Flaherty|6
Dykes|6
Doe|6
Stockton|6
Stearns|6
Lofton|6
Kitchen|6
Coats|6
Cavazos|6
Beavers|6
Barrios|6
Tang|6
Parish|6
Mosher|6
Lincoln|6
Cardwell|6
Coles|6
Burnham|6
Weller|6
Lemons|6
Beebe|6
Aguilera|6
Ring|6
Parnell|6
Harman|6
Couture|6
Alley|6
Schumacher|6
Redd|6
Dobbs|6
Blum|6
Blalock|6
Merchant|6
Ennis|6
Denson|6
Cottrell|6
Chester|6
Brannon|6
Bagley|6
Aviles|6
Watt|6
Sousa|6
Rosenthal|6
Rooney|6
Dietz|6
Blank|6
Paquette|6
Mcclelland|6
Duff|6
Velasco|6
Lentz|6
Grubb|6
Burrows|6
Barbour|6
Ulrich|6
Shockley|6
Rader|6
German|6
Beyer|6
Mixon|6
Layton|6
Altman|6
Alonzo|6
Weathers|6
Titus|6
Stoner|6
Squires|6
Shipp|6
Priest|6
Lipscomb|6
Cutler|6
Caballero|6
Zimmer|6
Willett|6
Thurston|6
Storey|6
Medley|6
Lyle|6
Epperson|6
Shah|6
Mcmillian|6
Baggett|6
Torrez|6
Laws|6
Hirsch|6
Dent|6
Corey|6
Poirier|6
Peachey|6
Jacques|6
Farrar|6
Creech|6
Barth|6
Trimble|6
France|6
Dupre|6
Albrecht|6
Sample|6
Lawler|6
Crisp|6
Conroy|6
Chadwick|6
Wetzel|6
Nesbitt|6
Murry|6
Jameson|6
Wilhelm|6
Patten|6
Minton|6
Matson|6
Kimbrough|6
Iverson|6
Guinn|6
Gale|6
Fortune|6
Croft|6
Toth|6
Pulliam|6
Nugent|6
Newby|6
Littlejohn|6
Dias|6
Canales|6
Bernier|6
Baron|6
Barney|6
Singletary|6
Renteria|6
Pruett|6
Mchugh|6
Mabry|6
Landrum|6
Brower|6
Weldon|6
Stoddard|6
Ruth|6
Cagle|6
Stjohn|6
Scales|6
Kohler|6
Kellogg|6
Hopson|6
Gant|6
Tharp|6
Gann|6
Zeigler|6
Pringle|6
Hammons|6
Fairchild|6
Deaton|6
Chavis|6
Carnes|6
Rowley|6
Matlock|6
Libby|6
Kearns|6
Irizarry|6
Carrington|6
Starkey|6
Pepper|6
Lopes|6
Jarrell|6
Fay|6
Craven|6
Beverly|6
Baum|6
Spain|5
Littlefield|5
Linn|5
Humphreys|5
Hook|5
High|5
Etheridge|5
Cuellar|5
Chastain|5
Chance|5
Bundy|5
Speer|5
Skelton|5
Quiroz|5
Pyle|5
Portillo|5
Ponder|5
Moulton|5
Machado|5
Liu|5
Killian|5
Hutson|5
Hitchcock|5
Ellsworth|5
Dowling|5
Cloud|5
Burdick|5
Spann|5
Pedersen|5
Levin|5
Leggett|5
Hayward|5
Hacker|5
Dietrich|5
Beaulieu|5
Barksdale|5
Wakefield|5
Snowden|5
Paris|5
Briscoe|5
Bowie|5
Berman|5
Ogle|5
Mcgregor|5
Laughlin|5
Helm|5
Burden|5
Wheatley|5
Schreiber|5
Pressley|5
Parris|5
Ng|5
Alaniz|5
Agee|5
Urban|5
Swann|5
Snodgrass|5
Schuster|5
Radford|5
Monk|5
Mattingly|5
Main|5
Lamar|5
Harp|5
Girard|5
Cheney|5
Yancey|5
Wagoner|5
Ridley|5
Lombardo|5
Lau|5
Hudgins|5
Gaskins|5
Duckworth|5
Coe|5
Coburn|5
Willey|5
Prado|5
Newberry|5
Magana|5
Hammonds|5
Elam|5
Whipple|5
Slade|5
Serna|5
Ojeda|5
Liles|5
Dorman|5
Diehl|5
Angel|5
Upton|5
Reardon|5
Michaels|5
Kelsey|5
Goetz|5
Eller|5
Bauman|5
Baer|5
Augustine|5
Layne|5
Hummel|5
Brenner|5
Amaya|5
Adamson|5
Ornelas|5
Dowell|5
Cloutier|5
Christy|5
Castellanos|5
Wing|5
Wellman|5
Saylor|5
Orourke|5
Moya|5
Montalvo|5
Kilpatrick|5
Harley|5
Durbin|5
Shell|5
Oldham|5
Kang|5
Garvin|5
Foss|5
Branham|5
Bartholomew|5
Templeton|5
Maguire|5
Holton|5
Alonso|5
Rider|5
Monahan|5
Mccormack|5
Beaty|5
Anders|5
Streeter|5
Nieto|5
Nielson|5
Moffett|5
Lankford|5
Keating|5
Heck|5
Gatlin|5
Delatorre|5
Callaway|5
Adcock|5
Worrell|5
Unger|5
Robinette|5
Nowak|5
Jeter|5
Brunner|5
Ashton|5
Steen|5
Parrott|5
Overstreet|5
Nobles|5
Montanez|5
Luther|5
Clevenger|5
Brinkley|5
Trahan|5
Quarles|5
Pickering|5
Pederson|5
Jansen|5
Grantham|5
Gilchrist|5
Crespo|5
Aiken|5
Schell|5
Schaeffer|5
Lorenz|5
Leyva|5
Harms|5
Dyson|5
Wallis|5
Pease|5
Leavitt|5
Hyman|5
Cheng|5
Cavanaugh|5
Batts|5
Warden|5
Seaman|5
Rockwell|5
Quezada|5
Paxton|5
Linder|5
Houck|5
Fontaine|5
Durant|5
Caruso|5
Adler|5
Pimentel|5
Mize|5
Lytle|5
Donald|5
Cleary|5
Cason|5
Acker|5
Switzer|5
Salmon|5
Isaacs|5
Higginbotham|5
Han|5
Waterman|5
Vandyke|5
Stamper|5
Sisk|5
Shuler|5
Riddick|5
Redman|5
Mcmahan|5
Levesque|5
Hatton|5
Bronson|5
Bollinger|5
Arnett|5
Okeefe|5
Gerber|5
Gannon|5
Farnsworth|5
Baughman|5
Silverman|5
Satterfield|5
Royal|5
Mccrary|5
Kowalski|5
Joy|5
Grigsby|5
Greco|5
Cabral|5
Trout|5
Rinehart|5
Mahon|5
Linton|5
Gooden|5
Curley|5
Baugh|5
Wyman|5
Weiner|5
Schwab|5
Schuler|5
Morrissey|5
Mahan|5
Coy|5
Bunn|5
Andrew|5
Thrasher|5
Spear|5
Waggoner|5
Shelley|5
Robert|5
Qualls|5
Purdy|5
Mcwhorter|5
Mauldin|5
Mark|5
Jordon|5
Gilman|5
Perryman|5
Newsom|5
Menard|5
Martino|5
Graf|5
Billingsley|5
Artis|5
Simpkins|5
Salisbury|5
Quintanilla|5
Gilliland|5
Fraley|5
Foust|5
Crouse|5
Scarborough|5
Ngo|5
Grissom|5
Fultz|5
Rico|5
Marlow|5
Markham|5
Madrigal|5
Lawton|5
Barfield|5
Whiting|5
Varney|5
Schwarz|5
Huey|5
Gooch|5
Arce|5
Wheat|5
Truong|5
Poulin|5
Mackenzie|5
Leone|5
Hurtado|5
Selby|5
Gaither|5
Fortner|5
Culpepper|5
Coughlin|5
Brinson|5
Boudreau|5
Barkley|5
Bales|5
Stepp|5
Holm|5
Tan|5
Schilling|5
Morrell|5
Kahn|5
Heaton|5
Gamez|5
Douglass|5
Causey|5
Brothers|5
Turpin|5
Shanks|5
Schrader|5
Meek|5
Isom|5
Hardison|5
Carranza|5
Yanez|5
Way|5
Scroggins|5
Schofield|5
Runyon|5
Ratcliff|5
Murrell|5
Moeller|5
Irby|5
Currier|5
Butterfield|5
Yee|5
Ralston|5
Pullen|5
Pinson|5
Estep|5
East|5
Carbone|5
Lance|5
Hawks|5
Ellington|5
Casillas|5
Spurlock|5
Sikes|5
Motley|5
Mccartney|5
Kruger|5
Isbell|5
Houle|5
Francisco|5
Burk|5
Bone|5
Tomlin|5
Shelby|5
Quigley|5
Neumann|5
Lovelace|5
Fennell|5
Colby|5
Cheatham|5
Bustamante|5
Skidmore|5
Hidalgo|5
Forman|5
Culp|5
Bowens|5
Betancourt|5
Aquino|5
Robb|5
Rea|5
Milner|5
Martel|5
Gresham|5
Wiles|5
Ricketts|5
Gavin|5
Dowd|5
Collazo|5
Bostic|5
Blakely|5
Sherrod|5
Power|5
Kenyon|5
Gandy|5
Ebert|5
Deloach|5
Cary|5
Bull|5
Allard|5
Sauer|5
Robins|5
Olivares|5
Gillette|5
Chestnut|5
Bourque|5
Paine|5
Lyman|5
Hite|5
Hauser|5
Devore|5
Crawley|5
Chapa|5
Vu|5
Tobias|5
Talbert|5
Poindexter|5
Millard|5
Meador|5
Mcduffie|5
Mattox|5
Kraus|5
Harkins|5
Choate|5
Bess|5
Wren|5
Sledge|5
Sanborn|5
Outlaw|5
Kinder|5
Geary|5
Cornwell|5
Barclay|5
Adam|5
Abney|5
Seward|5
Rhoads|5
Howland|5
Fortier|5
Easter|5
Benner|5
Vines|5
Tubbs|5
Troutman|5
Rapp|5
Noe|5
Mccurdy|5
Harder|5
Deluca|5
Westmoreland|5
South|5
Havens|5
Guajardo|5
Ely|5
Clary|5
Seal|5
Meehan|5
Herzog|5
Guillen|5
Ashcraft|5
Waugh|5
Renner|5
Milam|5
Jung|5
Elrod|5
Churchill|5
Buford|5
Breaux|5
Bolin|5
Asher|5
Windham|5
Tirado|5
Pemberton|5
Nolen|5
Noland|5
Knott|5
Emmons|5
Cornish|5
Christenson|5
Brownlee|5
Barbee|5
Waldrop|4
Pitt|4
Olvera|4
Lombardi|4
Gruber|4
Gaffney|4
Eggleston|4
Banda|4
Archuleta|4
Still|4
Slone|4
Prewitt|4
Pfeiffer|4
Nettles|4
Mena|4
Mcadams|4
Henning|4
Gardiner|4
Cromwell|4
Chisholm|4
Burleson|4
Box|4
Vest|4
Oglesby|4
Mccarter|4
Malcolm|4
Lumpkin|4
Larue|4
Grey|4
Wofford|4
Vanhorn|4
Thorn|4
Teel|4
Swafford|4
Stclair|4
Stanfield|4
Ocampo|4
Herrmann|4
Hannon|4
Arsenault|4
Roush|4
Mcalister|4
Hiatt|4
Gunderson|4
Forsythe|4
Duggan|4
Delvalle|4
Cintron|4
Wilks|4
Weinstein|4
Uribe|4
Rizzo|4
Noyes|4
Mclendon|4
Gurley|4
Bethea|4
Winstead|4
Maples|4
Harry|4
Guyton|4
Giordano|4
Alderman|4
Valdes|4
Polanco|4
Pappas|4
Lively|4
Grogan|4
Griffiths|4
Bobo|4
Arevalo|4
Whitson|4
Sowell|4
Rendon|4
Matthew|4
Julian|4
Fernandes|4
Farrow|4
Edmond|4
Benavidez|4
Ayres|4
Alicea|4
Stump|4
Smalley|4
Seitz|4
Schulte|4
Gilley|4
Gallant|4
Dewey|4
Casper|4
Canfield|4
Wolford|4
Omalley|4
Mcnutt|4
Mcnulty|4
Mcgovern|4
Hardman|4
Harbin|4
Cowart|4
Chavarria|4
Brink|4
Beckett|4
Bagwell|4
Armstead|4
Anglin|4
Abreu|4
Reynoso|4
Krebs|4
Jett|4
Hoffmann|4
Greenfield|4
Forte|4
Burney|4
Broome|4
Sisson|4
Parent|4
Jude|4
Younger|4
Trammell|4
Partridge|4
Marvin|4
Mace|4
Lomax|4
Lemieux|4
Gossett|4
Frantz|4
Fogle|4
Cooney|4
Broughton|4
Pence|4
Paulsen|4
Neil|4
Muncy|4
Mcarthur|4
Hollins|4
Edward|4
Beauchamp|4
Withers|4
Osorio|4
Mulligan|4
Hoyle|4
Foy|4
Dockery|4
Cockrell|4
Begley|4
Amador|4
Roby|4
Rains|4
Lindquist|4
Gentile|4
Everhart|4
Bohannon|4
Wylie|4
Thao|4
Sommers|4
Purnell|4
Palma|4
Fortin|4
Dunning|4
Breeden|4
Vail|4
Phelan|4
Phan|4
Marx|4
Cosby|4
Colburn|4
Chong|4
Boling|4
Biddle|4
Ledesma|4
Gaddis|4
Denney|4
Chow|4
Bueno|4
Berrios|4
Wicker|4
Tolliver|4
Thibodeaux|4
Nagle|4
Lavoie|4
Fisk|4
Do|4
Crist|4
Barbosa|4
Reedy|4
March|4
Locklear|4
Kolb|4
Himes|4
Behrens|4
Beckwith|4
Beckham|4
Weems|4
Wahl|4
Shorter|4
Shackelford|4
Rees|4
Muse|4
Free|4
Cerda|4
Valadez|4
Thibodeau|4
Saavedra|4
Ridgeway|4
Reiter|4
Mchenry|4
Majors|4
Lachance|4
Keaton|4
Israel|4
Ferrara|4
Falcon|4
Clemens|4
Blocker|4
Applegate|4
Paz|4
Needham|4
Mojica|4
Kuykendall|4
Hamel|4
Escamilla|4
Doughty|4
Burchett|4
Ainsworth|4
Wilbur|4
Vidal|4
Upchurch|4
Thigpen|4
Strauss|4
Spruill|4
Sowers|4
Riggins|4
Ricker|4
Mccombs|4
Harlow|4
Garnett|4
Buffington|4
Yi|4
Sotelo|4
Olivas|4
Negrete|4
Morey|4
Macon|4
Logsdon|4
Lapointe|4
Florence|4
Cathey|4
Bigelow|4
Bello|4
Westfall|4
Stubblefield|4
Peak|4
Lindley|4
Jeffrey|4
Hein|4
Hawes|4
Farrington|4
Edge|4
Breen|4
Birch|4
Wilde|4
Steed|4
Sepulveda|4
Reinhardt|4
Proffitt|4
Minter|4
Messina|4
Mcnabb|4
Maier|4
Keeler|4
Gamboa|4
Donohue|4
Dexter|4
Basham|4
Shinn|4
Orlando|4
Crooks|4
Cota|4
Borders|4
Bills|4
Bachman|4
Tisdale|4
Tavares|4
Schmid|4
Pickard|4
Jasper|4
Gulley|4
Fonseca|4
Delossantos|4
Condon|4
Clancy|4
Batista|4
Wicks|4
Wadsworth|4
New|4
Martell|4
Lo|4
Littleton|4
Ison|4
Haag|4
Folsom|4
Brumfield|4
Broyles|4
Brito|4
Mireles|4
Mcdonnell|4
Leclair|4
Hamblin|4
Gough|4
Fanning|4
Binder|4
Winfield|4
Whitworth|4
Soriano|4
Palumbo|4
Newkirk|4
Mangum|4
Hutcherson|4
Comstock|4
Cecil|4
Carlin|4
Beall|4
Bair|4
Wendt|4
Watters|4
Walling|4
Putman|4
Otoole|4
Oliva|4
Morley|4
Mares|4
Lemus|4
Keener|4
Jeffery|4
Hundley|4
Dial|4
Damico|4
Billups|4
Strother|4
Mcfarlane|4
Lamm|4
Eaves|4
Crutcher|4
Caraballo|4
Canty|4
Atwell|4
Taft|4
Siler|4
Rust|4
Rawls|4
Rawlings|4
Prieto|4
Niles|4
Mcneely|4
Mcafee|4
Hulsey|4
Harlan|4
Hackney|4
Galvez|4
Escalante|4
Delagarza|4
Crider|4
Charlton|4
Bandy|4
Wilbanks|4
Stowe|4
Steinberg|4
Samson|4
Renfro|4
Masterson|4
Massie|4
Lanham|4
Haskell|4
Hamrick|4
Fort|4
Dehart|4
Card|4
Burdette|4
Branson|4
Bourne|4
Babin|4
Aleman|4
Worthy|4
Tibbs|4
Sweat|4
Smoot|4
Slack|4
Paradis|4
Packard|4
Mull|4
Luce|4
Houghton|4
Gantt|4
Furman|4
Danner|4
Christianson|4
Burge|4
Broderick|4
Ashford|4
Arndt|4
Almeida|4
Stallworth|4
Shade|4
Searcy|4
Sager|4
Noonan|4
Mclemore|4
Mcintire|4
Maxey|4
Lavigne|4
Jobe|4
Ireland|4
Ferrer|4
Falk|4
Edgar|4
Coffin|4
Byrnes|4
Aranda|4
Apodaca|4
Stamps|4
Rounds|4
Peek|4
Olmstead|4
Lewandowski|4
Kaminski|4
Her|4
Dunaway|4
Bruns|4
Brackett|4
Amato|4
Reich|4
Mcclung|4
Lacroix|4
Koontz|4
Herrick|4
Hardesty|4
Flanders|4
Cousins|4
Close|4
Cato|4
Cade|4
Vickery|4
Shank|4
Nagel|4
Dupuis|4
Croteau|4
Cotter|4
Cable|4
Stuckey|4
Stine|4
Porterfield|4
Pauley|4
Nye|4
Moffitt|4
Lu|4
Knudsen|4
Hardwick|4
Goforth|4
Dupont|4
Blunt|4
Barrows|4
Barnhill|4
Shull|4
Rash|4
Ralph|4
Penny|4
Lorenzo|4
Loftis|4
Lemay|4
Kitchens|4
Horvath|4
Grenier|4
Fuchs|4
Fairbanks|4
Culbertson|4
Calkins|4
Burnside|4
Beattie|4
Ashworth|4
Albertson|4
Wertz|4
Vo|4
Vaught|4
Vallejo|4
Tyree|4
Turk|4
Tuck|4
Tijerina|4
Sage|4
Picard|4
Peterman|4
Otis|4
Marroquin|4
Marr|4
Lantz|4
Hoang|4
Demarco|4
Daily|4
Cone|4
Berube|4
Barnette|4
Wharton|4
Stinnett|4
Slocum|4
Scanlon|4
Sander|4
Pinto|4
Mancuso|4
Lima|4
Judge|4
Headley|4
Epstein|4
Counts|4
Clarkson|4
Carnahan|4
Brice|4
Boren|4
Arteaga|4
Adame|4
Zook|4
Whittle|4
Whitehurst|4
Wenzel|4
Saxton|4
Rhea|4
Reddick|4
Puente|4
Hazel|4
Handley|4
Haggerty|4
Earley|4
Devlin|4
Dallas|4
Chaffin|4
Cady|4
Ahmed|4
Acuna|4
Solano|4
Sigler|4
Pollack|4
Pendergrass|4
Ostrander|4
Janes|4
Francois|4
Fine|4
Crutchfield|4
Cordell|4
Chamberlin|4
Brubaker|4
Baptiste|4
Willson|4
Reis|4
Neeley|4
Mullin|4
Mercier|4
Lira|4
Layman|4
Keeling|4
Higdon|4
Guest|4
Forrester|4
Espinal|4
Dion|4
Chapin|4
Carl|4
Warfield|4
Toledo|4
Pulido|4
Peebles|4
Nagy|4
Montague|4
Mello|4
Lear|4
Jaeger|4
Hogg|4
Graff|4
Furr|4
Derrick|4
Cave|4
Canada|4
Soliz|4
Poore|4
Mendenhall|4
Mclaurin|4
Maestas|4
Low|4
Gable|4
Belt|4
Barraza|4
Tillery|4
Snead|4
Pond|4
Neill|4
Mcculloch|4
Mccorkle|4
Lightfoot|4
Hutchings|4
Holloman|4
Harness|4
Dorn|4
Council|4
Bock|4
Zielinski|4
Turley|4
Treadwell|4
Stpierre|4
Starling|4
Somers|4
Oswald|4
Merrick|4
Marquis|4
Ivory|4
Easterling|4
Bivens|4
Truitt|4
Poston|4
Parry|4
Ontiveros|4
Olivarez|4
Neville|4
Moreau|4
Medlin|4
Ma|4
Lenz|4
Knowlton|4
Fairley|4
Cobbs|4
Chisolm|4
Bannister|4
Woodworth|4
Toler|4
Ocasio|4
Noriega|4
Neuman|4
Moye|4
Milburn|4
Mcclanahan|4
Lilley|4
Hanes|4
Flannery|4
Dellinger|4
Danielson|4
Conti|4
Blodgett|4
Beers|4
Weatherford|4
Strain|4
Karr|4
Hitt|4
Denham|4
Custer|4
Coble|4
Clough|4
Casteel|4
Bolduc|4
Batchelor|4
Ammons|4
Whitlow|4
Tierney|4
Staten|4
Sibley|4
Seifert|4
Schubert|4
Salcedo|4
Mattison|4
Laney|4
Haggard|4
Grooms|4
Dix|4
Dees|4
Cromer|4
Cooks|4
Colson|4
Caswell|4
Zarate|4
Swisher|4
Stacey|4
Shin|4
Ragan|4
Pridgen|4
Mcvey|4
Matheny|4
Leigh|4
Lafleur|4
Franz|4
Ferraro|4
Dugger|4
Whiteside|4
Rigsby|4
Mcmurray|4
Lehmann|4
Large|4
Jacoby|4
Hildebrand|4
Hendrick|4
Headrick|4
Goad|4
Fincher|4
Drury|4
Borges|4
Archibald|4
Albers|4
Woodcock|4
Trapp|4
Soares|4
Seaton|4
Richie|4
Monson|4
Luckett|4
Lindberg|4
Kopp|4
Keeton|4
Hsu|4
Healey|4
Garvey|4
Gaddy|4
Fain|4
Burchfield|4
Badger|4
Wentworth|4
Strand|4
Stack|4
Spooner|4
Saucier|4
Sales|4
Ruby|4
Ricci|4
Plunkett|4
Pannell|4
Ness|4
Leger|4
Hoy|4
Freitas|4
Fong|4
Elizondo|4
Duval|4
Chun|4
Calvin|4
Beaudoin|4
Urbina|4
Stock|4
Rickard|4
Partin|4
Moe|4
Mcgrew|4
Mcclintock|4
Ledoux|4
Forsyth|4
Faison|4
Devries|4
Bertrand|4
Wasson|3
Tilton|3
Scarbrough|3
Pride|3
Oh|3
Leung|3
Larry|3
Irvine|3
Garber|3
Denning|3
Corral|3
Colley|3
Castleberry|3
Bowlin|3
Bogan|3
Beale|3
Baines|3
True|3
Trice|3
Rayburn|3
Parkinson|3
Pak|3
Nunes|3
Mcmillen|3
Leahy|3
Lea|3
Kimmel|3
Higgs|3
Fulmer|3
Carden|3
Bedford|3
Taggart|3
Spearman|3
Register|3
Prichard|3
Morrill|3
Koonce|3
Heinz|3
Hedges|3
Guenther|3
Grice|3
Findley|3
Earle|3
Dover|3
Creighton|3
Boothe|3
Bayer|3
Arreola|3
Vitale|3
Valles|3
See|3
Raney|3
Peter|3
Osgood|3
Lowell|3
Hanlon|3
Burley|3
Bounds|3
Worden|3
Weatherly|3
Vetter|3
Tanaka|3
Stiltner|3
Sell|3
Nevarez|3
Mosby|3
Montero|3
Melancon|3
Harter|3
Hamer|3
Goble|3
Gladden|3
Gist|3
Ginn|3
Akin|3
Zaragoza|3
Towns|3
Tarver|3
Sammons|3
Royster|3
Oreilly|3
Muir|3
Morehead|3
Luster|3
Kingsley|3
Kelso|3
Grisham|3
Glynn|3
Baumann|3
Alves|3
Yount|3
Tamayo|3
Tam|3
Paterson|3
Oates|3
Menendez|3
Longo|3
Hargis|3
Greenlee|3
Gillen|3
Desantis|3
Conover|3
Breedlove|3
Wayne|3
Sumpter|3
Scherer|3
Rupp|3
Reichert|3
Heredia|3
Fallon|3
Creel|3
Cohn|3
Clemmons|3
Casas|3
Bickford|3
Belton|3
Bach|3
Williford|3
Whitcomb|3
Tennant|3
Sutter|3
Stull|3
Sessions|3
Mccallum|3
Manson|3
Langlois|3
Keel|3
Keegan|3
Emanuel|3
Dangelo|3
Dancy|3
Damron|3
Clapp|3
Clanton|3
Bankston|3
Trinidad|3
Oliveira|3
Mintz|3
Mcinnis|3
Martens|3
Mabe|3
Laster|3
Jolley|3
Irish|3
Hildreth|3
Hefner|3
Glaser|3
Duckett|3
Demers|3
Brockman|3
Blais|3
Back|3
Alcorn|3
Agnew|3
Toliver|3
Tice|3
Song|3
Seeley|3
Najera|3
Musser|3
Mcfall|3
Laplante|3
Galvin|3
Fajardo|3
Doan|3
Coyne|3
Copley|3
Clawson|3
Cheung|3
Barone|3
Wynne|3
Woodley|3
Tremblay|3
Stoll|3
Sparrow|3
Sparkman|3
Schweitzer|3
Sasser|3
Samples|3
Roney|3
Ramon|3
Legg|3
Lai|3
Joe|3
Heim|3
Farias|3
Concepcion|3
Colwell|3
Christman|3
Bratcher|3
Alba|3
Winchester|3
Upshaw|3
Southerland|3
Sorrell|3
Shay|3
Sells|3
Mount|3
Mccloskey|3
Martindale|3
Luttrell|3
Loveless|3
Lovejoy|3
Linares|3
Latimer|3
Holly|3
Embry|3
Coombs|3
Bratton|3
Bostick|3
Boss|3
Venable|3
Tuggle|3
Toro|3
Staggs|3
Sandlin|3
Jefferies|3
Heckman|3
Griffis|3
Crayton|3
Clem|3
Button|3
Browder|3
Allan|3
Thorton|3
Sturgill|3
Sprouse|3
Royer|3
Rousseau|3
Ridenour|3
Pogue|3
Perales|3
Peeples|3
Metzler|3
Mesa|3
Mccutcheon|3
Mcbee|3
Jay|3
Hornsby|3
Heffner|3
Corrigan|3
Armijo|3
Vue|3
Romeo|3
Plante|3
Peyton|3
Paredes|3
Macklin|3
Hussey|3
Hodgson|3
Granados|3
Frias|3
Carman|3
Brent|3
Becnel|3
Batten|3
Almanza|3
Turney|3
Teal|3
Sturgeon|3
Meeker|3
Mcdaniels|3
Limon|3
Keeney|3
Kee|3
Hutto|3
Holguin|3
Gorham|3
Fishman|3
Fierro|3
Blanchette|3
Rodrigue|3
Reddy|3
Osburn|3
Oden|3
Lerma|3
Kirkwood|3
Keefer|3
Haugen|3
Hammett|3
Chalmers|3
Carlos|3
Brinkman|3
Baumgartner|3
Zhang|3
Valerio|3
Tellez|3
Steffen|3
Shumate|3
Sauls|3
Ripley|3
Kemper|3
Jacks|3
Guffey|3
Evers|3
Craddock|3
Carvalho|3
Blaylock|3
Banuelos|3
Balderas|3
Wooden|3
Wheaton|3
Turnbull|3
Shuman|3
Pointer|3
Mosier|3
Mccue|3
Ligon|3
Kozlowski|3
Johansen|3
Ingle|3
Herr|3
Briones|3
Southern|3
Snipes|3
Rickman|3
Pipkin|3
Peace|3
Pantoja|3
Orosco|3
Moniz|3
Lawless|3
Kunkel|3
Hibbard|3
Galarza|3
Enos|3
Bussey|3
Settle|3
Schott|3
Salcido|3
Perreault|3
Mcdougal|3
Mccool|3
Haight|3
Garris|3
Ferry|3
Easton|3
Conyers|3
Atherton|3
Wimberly|3
Utley|3
Stephen|3
Spellman|3
Smithson|3
Slagle|3
Skipper|3
Ritchey|3
Rand|3
Petit|3
Osullivan|3
Oaks|3
Nutt|3
Mcvay|3
Mccreary|3
Mayhew|3
Knoll|3
Jewett|3
Harwood|3
Hailey|3
Cardoza|3
Ashe|3
Arriaga|3
Andres|3
Zeller|3
Wirth|3
Whitmire|3
Stauffer|3
Spring|3
Rountree|3
Redden|3
Mccaffrey|3
Martz|3
Loving|3
Larose|3
Langdon|3
Humes|3
Gaskin|3
Faber|3
Doll|3
Devito|3
Cass|3
Almond|3
Wingfield|3
Wingate|3
Villareal|3
Tyner|3
Smothers|3
Severson|3
Reno|3
Pennell|3
Maupin|3
Leighton|3
Janssen|3
Hassell|3
Hallman|3
Halcomb|3
Folse|3
Fitzsimmons|3
Fahey|3
Cranford|3
Bolen|3
Battles|3
Battaglia|3
Wooldridge|3
Weed|3
Trask|3
Rosser|3
Regalado|3
Mcewen|3
Keefe|3
Fuqua|3
Echevarria|3
Domingo|3
Dang|3
Caro|3
Boynton|3
Andrus|3
Wild|3
Viera|3
Vanmeter|3
Taber|3
Spradlin|3
Seibert|3
Provost|3
Prentice|3
Oliphant|3
Laporte|3
Hwang|3
Hatchett|3
Hass|3
Greiner|3
Freedman|3
Covert|3
Chilton|3
Byars|3
Wiese|3
Venegas|3
Swank|3
Shrader|3
Roderick|3
Roberge|3
Mullis|3
Mortensen|3
Mccune|3
Marlowe|3
Kirchner|3
Keck|3
Isaacson|3
Hostetler|3
Halverson|3
Gunther|3
Griswold|3
Gerard|3
Fenner|3
Durden|3
Blackwood|3
Bertram|3
Ahrens|3
Sawyers|3
Savoy|3
Nabors|3
Mcswain|3
Mackay|3
Loy|3
Lavender|3
Lash|3
Labbe|3
Jessup|3
Hubert|3
Fullerton|3
Donnell|3
Cruse|3
Crittenden|3
Correia|3
Centeno|3
Caudle|3
Canady|3
Callender|3
Alarcon|3
Ahern|3
Winfrey|3
Tribble|3
Tom|3
Styles|3
Salley|3
Roden|3
Musgrove|3
Minnick|3
Fortenberry|3
Carrion|3
Bunting|3
Bethel|3
Batiste|3
Woo|3
Whited|3
Underhill|3
Stillwell|3
Silvia|3
Rauch|3
Pippin|3
Perrin|3
Messenger|3
Mancini|3
Lister|3
Kinard|3
Hartmann|3
Fleck|3
Broadway|3
Wilt|3
Treadway|3
Thornhill|3
Speed|3
Spalding|3
Sam|3
Rafferty|3
Pitre|3
Patino|3
Ordonez|3
Linkous|3
Kelleher|3
Homan|3
Holiday|3
Galbraith|3
Feeney|3
Dorris|3
Curtin|3
Coward|3
Camarillo|3
Buss|3
Bunnell|3
Bolt|3
Beeler|3
Autry|3
Alcala|3
Witte|3
Wentz|3
Stidham|3
Shively|3
Nunley|3
Meacham|3
Martins|3
Lemke|3
Lefebvre|3
Kaye|3
Hynes|3
Horowitz|3
Hoppe|3
Holcombe|3
Estrella|3
Dunne|3
Derr|3
Cochrane|3
Brittain|3
Bedard|3
Beauregard|3
Torrence|3
Strunk|3
Soria|3
Simonson|3
Shumaker|3
Scoggins|3
Packer|3
Oconner|3
Moriarty|3
Leroy|3
Kuntz|3
Ives|3
Hutcheson|3
Horan|3
Hales|3
Garmon|3
Fitts|3
Dell|3
Bohn|3
Atchison|3
Worth|3
Wisniewski|3
Will|3
Vanwinkle|3
Sturm|3
Sallee|3
Prosser|3
Moen|3
Lundberg|3
Kunz|3
Kohl|3
Keane|3
Jorgenson|3
Jaynes|3
Funderburk|3
Freed|3
Frame|3
Durr|3
Creamer|3
Cosgrove|3
Candelaria|3
Berlin|3
Batson|3
Vanhoose|3
Thomsen|3
Teeter|3
Sommer|3
Smyth|3
Sena|3
Redmon|3
Orellana|3
Maness|3
Lennon|3
Heflin|3
Goulet|3
Frick|3
Forney|3
Dollar|3
Bunker|3
Asbury|3
Aguiar|3
Talbott|3
Southard|3
Pleasant|3
Mowery|3
Mears|3
Lemmon|3
Krieger|3
Hickson|3
Gracia|3
Elston|3
Duong|3
Delgadillo|3
Dayton|3
Dasilva|3
Conaway|3
Catron|3
Bruton|3
Bradbury|3
Bordelon|3
Bivins|3
Bittner|3
Bergstrom|3
Beals|3
Abell|3
Whelan|3
Travers|3
Tejada|3
Pulley|3
Pino|3
Norfleet|3
Nealy|3
Maes|3
Loper|3
Held|3
Gerald|3
Gatewood|3
Frierson|3
Freund|3
Finnegan|3
Cupp|3
Covey|3
Catalano|3
Boehm|3
Bader|3
Yoon|3
Walston|3
Tenney|3
Sipes|3
Roller|3
Rawlins|3
Medlock|3
Mccaskill|3
Mccallister|3
Marcotte|3
Maclean|3
Hughey|3
Henke|3
Harwell|3
Gladney|3
Gilson|3
Dew|3
Chism|3
Caskey|3
Brandenburg|3
Baylor|3
Villasenor|3
Veal|3
Van|3
Thatcher|3
Stegall|3
Shore|3
Petrie|3
Nowlin|3
Navarrete|3
Muhammad|3
Lombard|3
Loftin|3
Lemaster|3
Kroll|3
Kovach|3
Kimbrell|3
Kidwell|3
Hershberger|3
Fulcher|3
Eng|3
Cantwell|3
Bustos|3
Boland|3
Bobbitt|3
Binkley|3
Wester|3
Weis|3
Verdin|3
Tong|3
Tiller|3
Sisco|3
Sharkey|3
Seymore|3
Rosenbaum|3
Rohr|3
Quinonez|3
Pinkston|3
Nation|3
Malley|3
Logue|3
Lessard|3
Lerner|3
Lebron|3
Krauss|3
Klinger|3
Halstead|3
Haller|3
Getz|3
Burrow|3
Brant|3
Alger|3
Victor|3
Shores|3
Scully|3
Pounds|3
Pfeifer|3
Perron|3
Nelms|3
Munn|3
Mcmaster|3
Mckenney|3
Manns|3
Knudson|3
Hutchens|3
Huskey|3
Goebel|3
Flagg|3
Cushman|3
Click|3
Castellano|3
Carder|3
Bumgarner|3
Blaine|3
Bible|3
Wampler|3
Spinks|3
Robson|3
Neel|3
Mcreynolds|3
Mathias|3
Maas|3
Loera|3
Kasper|3
Jose|3
Jenson|3
Florez|3
Coons|3
Buckingham|3
Brogan|3
Berryman|3
Wilmoth|3
Wilhite|3
Thrash|3
Shephard|3
Seidel|3
Schulze|3
Roldan|3
Pettis|3
Obryan|3
Maki|3
Mackie|3
Hatley|3
Frazer|3
Fiore|3
Falls|3
Chesser|3
Bui|3
Bottoms|3
Bisson|3
Benefield|3
Allman|3
Wilke|3
Trudeau|3
Timm|3
Shifflett|3
Rau|3
Mundy|3
Milliken|3
Mayers|3
Leake|3
Kohn|3
Huntington|3
Horsley|3
Hermann|3
Guerin|3
Fryer|3
Frizzell|3
Foret|3
Flemming|3
Fife|3
Criswell|3
Carbajal|3
Bozeman|3
Boisvert|3
Archie|3
Antonio|3
Angulo|3
Wallen|3
Tapp|3
Silvers|3
Ramsay|3
Oshea|3
Orta|3
Moll|3
Mckeever|3
Mcgehee|3
Luciano|3
Linville|3
Kiefer|3
Ketchum|3
Howerton|3
Groce|3
Gaylord|3
Gass|3
Fusco|3
Corbitt|3
Blythe|3
Betz|3
Bartels|3
Amaral|3
Aiello|3
Yoo|3
Weddle|3
Troy|3
Sun|3
Sperry|3
Seiler|3
Runyan|3
Raley|3
Overby|3
Osteen|3
Olds|3
Mckeown|3
Mauro|3
Matney|3
Lauer|3
Lattimore|3
Hindman|3
Hartwell|3
Fredrickson|3
Fredericks|3
Espino|3
Clegg|3
Carswell|3
Cambell|3
Burkholder|3
August|3
Woodbury|3
Welker|3
Totten|3
Thornburg|3
Theriault|3
Stitt|3
Stamm|3
Stackhouse|3
Simone|3
Scholl|3
Saxon|3
Rife|3
Razo|3
Quinlan|3
Pinkerton|3
Olivo|3
Nesmith|3
Nall|3
Mattos|3
Leak|3
Lafferty|3
Justus|3
Giron|3
Geer|3
Fielder|3
Eagle|3
Drayton|3
Dortch|3
Conners|3
Conger|3
Chau|3
Boatwright|3
Billiot|3
Barden|3
Armenta|3
Antoine|3
Tibbetts|3
Steadman|3
Slattery|3
Sides|3
Rinaldi|3
Raynor|3
Rayford|3
Pinckney|3
Pettigrew|3
Nickel|3
Milne|3
Matteson|3
Halsey|3
Gonsalves|3
Fellows|3
Durand|3
Desimone|3
Cowley|3
Cowles|3
Brill|3
Barham|3
Barela|3
Barba|3
Ashmore|3
Withrow|3
Valenti|3
Tejeda|3
Spriggs|3
Sayre|3
Salerno|3
Place|3
Peltier|3
Peel|3
Merriman|3
Matheson|3
Lowman|3
Lindstrom|3
Hyland|3
Homer|3
Ha|3
Giroux|3
Fries|3
Frasier|3
Earls|3
Dugas|3
Damon|3
Dabney|3
Collado|3
Briseno|3
Baxley|3
Andre|3
Word|3
Whyte|3
Wenger|3
Vanover|3
Vanburen|3
Thiel|3
Schindler|3
Schiller|3
Rigby|3
Pomeroy|3
Passmore|3
Marble|3
Manzo|3
Mahaffey|3
Lindgren|3
Laflamme|3
Greathouse|3
Fite|3
Ferrari|3
Calabrese|3
Bayne|3
Yamamoto|3
Wick|3
Townes|3
Thames|3
Steel|3
Reinhart|3
Peeler|3
Naranjo|3
Montez|3
Mcdade|3
Mast|3
Markley|3
Marchand|3
Leeper|3
Kong|3
Kellum|3
Hudgens|3
Hennessey|3
Hadden|3
Guess|3
Gainey|3
Coppola|3
Borrego|3
Bolling|3
Beane|3
Ault|3
Slaton|3
Poland|3
Pape|3
Null|3
Mulkey|3
Lightner|3
Langer|3
Hillard|3
Glasgow|3
Fabian|3
Ethridge|3
Enright|3
Derosa|3
Baskin|3
Alfred|3
Weinberg|3
Turman|3
Tinker|3
Somerville|3
Pardo|3
Noll|3
Lashley|3
Ingraham|3
Hiller|3
Hendon|3
Glaze|3
Flora|3
Cothran|3
Cooksey|3
Conte|3
Carrico|3
Apple|3
Abner|3
Wooley|3
Swope|3
Summerlin|3
Sturgis|3
Sturdivant|3
Stott|3
Spurgeon|3
Spillman|3
Speight|3
Roussel|3
Popp|3
Nutter|3
Mckeon|3
Mazza|3
Magnuson|3
Lanning|3
Kozak|3
Jankowski|3
Heyward|3
Forster|3
Corwin|3
Callaghan|3
Bays|3
Wortham|3
Usher|3
Theriot|3
Sayers|3
Sabo|3
Rupert|3
Poling|3
Nathan|3
Loya|3
Lieberman|3
Levi|3
Laroche|3
Labelle|3
Howes|3
Harr|3
Garay|3
Fogarty|3
Everson|3
Durkin|3
Dominquez|3
Chaves|3
Chambliss|3
Alfonso|3
Witcher|3
Wilber|3
Vieira|3
Vandiver|3
Terrill|3
Stoker|3
Schreiner|3
Nestor|3
Moorman|3
Liddell|3
Lew|3
Lawhorn|3
Krug|3
Irons|3
Hylton|3
Hollenbeck|3
Herrin|3
Hembree|3
Hair|3
Goolsby|3
Goodin|3
Gilmer|3
Foltz|3
Dinkins|3
Daughtry|3
Caban|3
Brim|3
Briley|3
Bilodeau|3
Bear|3
Wyant|3
Vergara|3
Tallent|3
Swearingen|3
Stroup|3
Sherry|3
Scribner|3
Roger|3
Quillen|3
Pitman|3
Monaco|3
Mccants|3
Maxfield|3
Martinson|3
Landon|3
Holtz|3
Flournoy|3
Brookins|3
Brody|3
Baumgardner|3
Angelo|3
Straub|3
Sills|3
Roybal|3
Roundtree|3
Oswalt|3
Money|3
Mcgriff|3
Mcdougall|3
Mccleary|3
Maggard|3
Gragg|3
Gooding|3
Godinez|3
Doolittle|3
Donato|3
Cowell|3
Cassell|3
Bracken|3
Appel|3
Ahmad|3
Zambrano|3
Reuter|3
Perea|3
Olive|3
Nakamura|3
Monaghan|3
Mickens|3
Mcclinton|3
Mcclary|3
Marler|3
Kish|3
Judkins|3
Gilbreath|3
Freese|3
Flanigan|3
Felts|3
Erdmann|3
Dodds|3
Chew|3
Brownell|3
Brazil|3
Boatright|3
Barreto|3
Slayton|3
Sandberg|3
Saldivar|3
Pettway|3
Odum|3
Narvaez|3
Moultrie|3
Montemayor|3
Merrell|3
Lees|3
Keyser|3
Hoke|3
Hardaway|3
Hannan|3
Gilbertson|3
Fogg|3
Dumont|3
Deberry|3
Coggins|3
Carrera|3
Buxton|3
Bucher|3
Broadnax|3
Beeson|3
Araujo|3
Appleton|3
Amundson|3
Aguayo|3
Ackley|3
Yocum|3
Worsham|3
Shivers|3
Shelly|3
Sanches|3
Sacco|3
Robey|3
Rhoden|3
Pender|3
Ochs|3
Mccurry|3
Madera|3
Luong|3
Luis|3
Knotts|3
Jackman|3
Heinrich|3
Hargrave|3
Gault|3
Forest|3
Comeaux|3
Chitwood|3
Child|3
Caraway|3
Boettcher|3
Bernhardt|3
Barrientos|3
Zink|3
Wickham|3
Whiteman|3
Thorp|3
Stillman|3
Settles|3
Schoonover|3
Roque|3
Riddell|3
Rey|3
Pilcher|3
Phifer|3
Novotny|3
Maple|3
Macleod|3
Hardee|3
Haase|3
Grider|3
Fredrick|3
Earnest|3
Doucette|3
Clausen|3
Christmas|3
Bevins|3
Beamon|3
Badillo|3
Tolley|2
Tindall|2
Soule|2
Snook|2
Sebastian|2
Seale|2
Pitcher|2
Pinkney|2
Pellegrino|2
Nowell|2
Nemeth|2
Nail|2
Mondragon|2
Mclane|2
Lundgren|2
Ingalls|2
Hudspeth|2
Hixson|2
Gearhart|2
Furlong|2
Downes|2
Dionne|2
Dibble|2
Deyoung|2
Cornejo|2
Camara|2
Brookshire|2
Boyette|2
Wolcott|2
Tracey|2
Surratt|2
Sellars|2
Segal|2
Salyer|2
Reeve|2
Rausch|2
Philips|2
Labonte|2
Haro|2
Gower|2
Freeland|2
Fawcett|2
Eads|2
Driggers|2
Donley|2
Collett|2
Cage|2
Bromley|2
Boatman|2
Ballinger|2
Baldridge|2
Volz|2
Trombley|2
Stonge|2
Silas|2
Shanahan|2
Rivard|2
Rhyne|2
Pedroza|2
Matias|2
Mallard|2
Jamieson|2
Hedgepeth|2
Hartnett|2
Estevez|2
Eskridge|2
Denman|2
Chiu|2
Chinn|2
Catlett|2
Carmack|2
Buie|2
Book|2
Bechtel|2
Beardsley|2
Bard|2
Ballou|2
Windsor|2
Ulmer|2
Storm|2
Skeen|2
Robledo|2
Rincon|2
Reitz|2
Piazza|2
Pearl|2
Munger|2
Moten|2
Mcmichael|2
Loftus|2
Ledet|2
Kersey|2
Groff|2
Fowlkes|2
Folk|2
Crumpton|2
Collette|2
Clouse|2
Bettis|2
Villagomez|2
Timmerman|2
Strom|2
Saul|2
Santoro|2
Roddy|2
Phillip|2
Penrod|2
Musselman|2
Macpherson|2
Leboeuf|2
Harless|2
Haddad|2
Guido|2
Golding|2
Fulkerson|2
Fannin|2
Dulaney|2
Dowdell|2
Deane|2
Cottle|2
Ceja|2
Cate|2
Bosley|2
Benge|2
Albritton|2
Voigt|2
Trowbridge|2
Soileau|2
Seely|2
Rome|2
Rohde|2
Pearsall|2
Paulk|2
Orth|2
Nason|2
Mota|2
Mcmullin|2
Marquardt|2
Madigan|2
Hoag|2
Gillum|2
Gayle|2
Gabbard|2
Fenwick|2
Fender|2
Eck|2
Danforth|2
Cushing|2
Cress|2
Creed|2
Cazares|2
Casanova|2
Bey|2
Bettencourt|2
Barringer|2
Baber|2
Stansberry|2
Schramm|2
Rutter|2
Rivero|2
Race|2
Oquendo|2
Necaise|2
Mouton|2
Montenegro|2
Miley|2
Mcgough|2
Marra|2
Macmillan|2
Lock|2
Lamontagne|2
Jasso|2
Jaime|2
Horst|2
Hetrick|2
Heilman|2
Gaytan|2
Gall|2
Fried|2
Fortney|2
Eden|2
Dingle|2
Desjardins|2
Dabbs|2
Burbank|2
Brigham|2
Breland|2
Beaman|2
Banner|2
Arriola|2
Yarborough|2
Wallin|2
Treat|2
Toscano|2
Stowers|2
Reiss|2
Pichardo|2
Orton|2
Mitchel|2
Michels|2
Mcnamee|2
Mccrory|2
Leatherman|2
Kell|2
Keister|2
Jerome|2
Horning|2
Hargett|2
Guay|2
Friday|2
Ferro|2
Deboer|2
Dagostino|2
Clemente|2
Christ|2
Carper|2
Bowler|2
Blanks|2
Beaudry|2
Willie|2
Towle|2
Tafoya|2
Stricklin|2
Strader|2
Soper|2
Sonnier|2
Sigmon|2
Schenk|2
Saddler|2
Rodman|2
Pedigo|2
Mendes|2
Lunn|2
Lohr|2
Lahr|2
Kingsbury|2
Jarman|2
Hume|2
Holliman|2
Hofmann|2
)"},
{"location_types", 1, 1, R"(single family|1
condo|1
apartment|1
)"},
{"marital_statuses", 1, 0, R"(M
S
D
W
U
)"},
{"men_class", 2, 1, R"(accessories|2|1
shirts|2|1
pants|2|1
sports-apparel|2|1
)"},
{"music_class", 2, 1, R"(rock|2|1
country|2|1
pop|2|1
classical|2|1
)"},
{"nouns", 1, 1, R"(years|91
children|47
women|41
men|39
things|34
eyes|32
days|32
members|30
others|29
police|28
problems|27
times|25
services|25
months|25
words|24
areas|24
groups|20
hands|19
cases|19
systems|18
patients|18
hours|18
companies|18
terms|17
minutes|17
countries|17
changes|17
parents|16
conditions|16
workers|15
ways|15
students|15
schools|15
friends|15
weeks|14
studies|14
feet|14
rights|13
questions|13
parties|13
books|13
authorities|13
results|12
relations|12
rates|12
parts|12
levels|12
details|12
activities|12
teachers|11
reasons|11
products|11
points|11
numbers|11
issues|11
ideas|11
forces|11
events|11
effects|11
arms|11
standards|10
sales|10
rules|10
resources|10
prices|10
lines|10
interests|10
goods|10
figures|10
costs|10
circumstances|10
windows|9
types|9
policies|9
plans|9
needs|9
miles|9
methods|9
jobs|9
girls|9
forms|9
factors|9
animals|9
trees|8
subjects|8
shares|8
pupils|8
players|8
places|8
officers|8
matters|8
letters|8
individuals|8
houses|8
firms|8
features|8
families|8
differences|8
courses|8
cells|8
boys|8
views|7
values|7
users|7
units|7
sources|7
skills|7
proposals|7
plants|7
names|7
ministers|7
materials|7
lives|7
leaders|7
items|7
institutions|7
facilities|7
examples|7
difficulties|7
decisions|7
customers|7
clothes|7
cars|7
bodies|7
benefits|7
banks|7
aspects|7
affairs|7
walls|6
techniques|6
steps|6
states|6
sides|6
requirements|6
reports|6
relationships|6
records|6
purposes|6
programmes|6
principles|6
pp.|6
powers|6
pounds|6
patterns|6
papers|6
opportunities|6
operations|6
officials|6
measures|6
managers|6
legs|6
homes|6
grounds|6
games|6
funds|6
fingers|6
employees|6
elements|6
elections|6
efforts|6
courts|6
classes|6
buildings|6
arrangements|6
applications|6
visitors|5
troops|5
thousands|5
streets|5
sites|5
rooms|5
readers|5
projects|5
profits|5
processes|5
procedures|5
pieces|5
pictures|5
organisations|5
orders|5
notes|5
models|5
meetings|5
lips|5
laws|5
heads|5
governments|5
functions|5
flowers|5
fields|5
feelings|5
facts|5
developments|5
demands|5
colleagues|5
clients|5
charges|5
centres|5
birds|5
attitudes|5
arts|5
actions|5
accounts|5
weapons|4
unions|4
towns|4
thoughts|4
theories|4
thanks|4
tests|4
teeth|4
tears|4
teams|4
talks|4
structures|4
stories|4
statements|4
stars|4
stages|4
sports|4
societies|4
situations|4
signs|4
shoulders|4
shops|4
sections|4
seconds|4
seats|4
schemes|4
regulations|4
regions|4
provisions|4
properties|4
proceedings|4
practices|4
positions|4
persons|4
periods|4
payments|4
pages|4
owners|4
offices|4
objects|4
objectives|4
nations|4
movements|4
markets|4
machines|4
losses|4
lights|4
kinds|4
industries|4
implications|4
hundreds|4
horses|4
goals|4
farmers|4
employers|4
duties|4
drugs|4
doors|4
dogs|4
documents|4
doctors|4
directors|4
departments|4
contracts|4
consequences|4
communities|4
colours|4
claims|4
cities|4
characters|4
characteristics|4
artists|4
arguments|4
yards|3
writers|3
wages|3
vehicles|3
tools|3
tasks|3
symptoms|3
supporters|3
stones|3
stations|3
stairs|3
sons|3
soldiers|3
shows|3
shoes|3
shareholders|3
servants|3
sentences|3
scientists|3
roads|3
residents|3
representatives|3
prisoners|3
premises|3
politicians|3
photographs|3
personnel|3
partners|3
paintings|3
organizations|3
options|3
occasions|3
newspapers|3
neighbours|3
negotiations|3
mothers|3
moments|3
metres|3
leaves|3
languages|3
kids|3
instructions|3
images|3
guests|3
findings|3
films|3
faces|3
experts|3
experiments|3
experiences|3
expectations|3
eggs|3
ears|3
earnings|3
discussions|3
degrees|3
criteria|3
councils|3
copies|3
contents|3
computers|3
components|3
communications|3
comments|3
clubs|3
citizens|3
churches|3
centuries|3
categories|3
cards|3
candidates|3
businesses|3
brothers|3
branches|3
attempts|3
assets|3
articles|3
ages|3
agents|3
agencies|3
advantages|3
adults|3
wives|2
winners|2
wings|2
waves|2
waters|2
votes|2
voters|2
voices|2
villages|2
victims|2
versions|2
variations|2
variables|2
universities|2
trousers|2
trials|2
trends|2
transactions|2
topics|2
tonnes|2
titles|2
tickets|2
texts|2
taxes|2
tables|2
suggestions|2
styles|2
strategies|2
stores|2
spirits|2
speakers|2
sounds|2
sorts|2
songs|2
solutions|2
solicitors|2
ships|2
sheets|2
sets|2
sessions|2
securities|2
sectors|2
sciences|2
scenes|2
savings|2
samples|2
roots|2
roles|2
rocks|2
rivers|2
risks|2
restrictions|2
responsibilities|2
responses|2
researchers|2
relatives|2
refugees|2
reforms|2
references|2
recommendations|2
reactions|2
quantities|2
qualities|2
qualifications|2
publications|2
professionals|2
priorities|2
pressures|2
practitioners|2
posts|2
possibilities|2
passengers|2
participants|2
pairs|2
origins|2
offences|2
observations|2
obligations|2
nurses|2
nights|2
muscles|2
mountains|2
modules|2
minds|2
millions|2
messages|2
memories|2
mechanisms|2
meals|2
marks|2
manufacturers|2
males|2
magistrates|2
loans|2
lists|2
links|2
limits|2
libraries|2
lessons|2
lawyers|2
ladies|2
knees|2
keys|2
judges|2
islands|2
investors|2
instruments|2
injuries|2
initiatives|2
inches|2
improvements|2
humans|2
hotels|2
hospitals|2
hopes|2
holidays|2
holes|2
hills|2
guns|2
guidelines|2
glasses|2
germans|2
genes|2
generations|2
gardens|2
forests|2
foods|2
files|2
females|2
fees|2
fears|2
fans|2
expenses|2
estates|2
errors|2
ends|2
emotions|2
drivers|2
dreams|2
drawings|2
doubts|2
divisions|2
directions|2
devices|2
designs|2
democrats|2
decades|2
deaths|2
daughters|2
dates|2
cuts|2
customs|2
critics|2
controls|2
contributions|2
consumers|2
considerations|2
conservatives|2
connections|2
conclusions|2
concerns|2
concepts|2
concentrations|2
complaints|2
committees|2
colleges|2
chemicals|2
chapters|2
causes|2
cattle|2
calls|2
boxes|2
boundaries|2
boots|2
bones|2
bonds|2
boats|2
boards|2
blocks|2
bits|2
bills|2
beliefs|2
beds|2
bars|2
bands|2
babies|2
awards|2
authors|2
attacks|2
assumptions|2
associations|2
approaches|2
answers|2
amounts|2
americans|2
aims|2
agreements|2
acts|2
accidents|2
youngsters|1
writings|1
wounds|1
worlds|1
workshops|1
woods|1
witnesses|1
wishes|1
wines|1
winds|1
wheels|1
weekends|1
weaknesses|1
wars|1
volunteers|1
volumes|1
visits|1
videos|1
vessels|1
vegetables|1
varieties|1
uses|1
twins|1
trusts|1
trustees|1
troubles|1
travellers|1
trains|1
traditions|1
trades|1
traders|1
tracks|1
toys|1
tourists|1
tories|1
tons|1
tiles|1
ties|1
threats|1
themes|1
territories|1
tensions|1
tenants|1
temperatures|1
telecommunications|1
technologies|1
targets|1
tanks|1
tales|1
tactics|1
symbols|1
surveys|1
surroundings|1
surfaces|1
supplies|1
suppliers|1
sums|1
successes|1
substances|1
subsidies|1
strings|1
strengths|1
strangers|1
stocks|1
stands|1
spots|1
speeches|1
specimens|1
specialists|1
spaces|1
sizes|1
sisters|1
signals|1
shots|1
shelves|1
shapes|1
shadows|1
settlements|1
settings|1
sequences|1
senses|1
seeds|1
secrets|1
seasons|1
scots|1
scores|1
scholars|1
scales|1
sanctions|1
russians|1
runs|1
rumours|1
rows|1
routes|1
rounds|1
roses|1
rivals|1
rises|1
rewards|1
revenues|1
restaurants|1
respondents|1
respects|1
reserves|1
reservations|1
requests|1
republics|1
representations|1
remarks|1
remains|1
reductions|1
recordings|1
rebels|1
rats|1
ranks|1
railways|1
races|1
quarters|1
pubs|1
publishers|1
provinces|1
protests|1
proteins|1
prospects|1
proportions|1
programs|1
producers|1
prizes|1
privileges|1
prisons|1
priests|1
presents|1
preparations|1
preferences|1
prayers|1
potatoes|1
ports|1
populations|1
pools|1
polls|1
policemen|1
poles|1
poets|1
poems|1
pockets|1
plates|1
planes|1
pilots|1
phrases|1
phenomena|1
phases|1
performances|1
perceptions|1
peoples|1
pensions|1
pensioners|1
penalties|1
peasants|1
paths|1
passages|1
particles|1
parameters|1
panels|1
pains|1
packages|1
outcomes|1
organs|1
organisms|1
organisers|1
opponents|1
opinions|1
operators|1
offers|1
offenders|1
odds|1
occupations|1
observers|1
objections|1
novels|1
notions|1
networks|1
nerves|1
musicians|1
museums|1
movies|1
moves|1
motives|1
molecules|1
modes|1
mistakes|1
missiles|1
mines|1
miners|1
minerals|1
mice|1
metals|1
merchants|1
measurements|1
meanings|1
matches|1
masters|1
masses|1
margins|1
maps|1
mammals|1
makers|1
magazines|1
lovers|1
looks|1
locations|1
limitations|1
liabilities|1
lengths|1
lectures|1
leads|1
layers|1
lands|1
lakes|1
lads|1
laboratories|1
kings|1
kilometres|1
journals|1
journalists|1
jews|1
jeans|1
investments|1
investigations|1
interviews|1
intervals|1
interpretations|1
interactions|1
intentions|1
instances|1
insects|1
inhabitants|1
ingredients|1
influences|1
indicators|1
indians|1
increases|1
incomes|1
incidents|1
incentives|1
imports|1
illustrations|1
husbands|1
households|1
honours|1
holders|1
historians|1
heroes|1
heels|1
hearts|1
habits|1
guards|1
grants|1
governors|1
gods|1
gifts|1
gentlemen|1
gates|1
gaps|1
galleries|1
gains|1
futures|1
fruits|1
frames|1
fragments|1
foundations|1
fortunes|1
foreigners|1
followers|1
folk|1
floors|1
flights|1
flats|1
flames|1
fires|1
fathers|1
farms|1
falls|1
failures|1
factories|1
eyebrows|1
expressions|1
exports|1
explanations|1
exhibitions|1
exercises|1
executives|1
exchanges|1
exceptions|1
examinations|1
evenings|1
estimates|1
equations|1
environments|1
entries|1
enterprises|1
enquiries|1
engines|1
engineers|1
enemies|1
emissions|1
edges|1
economies|1
drinks|1
dollars|1
districts|1
disputes|1
dishes|1
diseases|1
disciplines|1
dimensions|1
developers|1
detectives|1
designers|1
descriptions|1
deputies|1
depths|1
deposits|1
demonstrations|1
delegates|1
definitions|1
defendants|1
defences|1
debts|1
deals|1
dealers|1
databases|1
dangers|1
damages|1
curtains|1
cups|1
cultures|1
crowds|1
crops|1
criticisms|1
crimes|1
crews|1
creditors|1
creatures|1
couples|1
counties|1
councillors|1
corporations|1
corners|1
conventions|1
contexts|1
contacts|1
consultants|1
constraints|1
conflicts|1
conferences|1
concessions|1
competitors|1
comparisons|1
communists|1
commitments|1
commentators|1
combinations|1
columns|1
colonies|1
collections|1
coins|1
clouds|1
clergy|1
circles|1
cigarettes|1
christians|1
choices|1
chips|1
chiefs|1
cheeks|1
charts|1
channels|1
champions|1
championships|1
chairs|1
chains|1
cats|1
casualties|1
carers|1
careers|1
camps|1
campaigns|1
cameras|1
calculations|1
buyers|1
businessmen|1
buses|1
budgets|1
breasts|1
bottles|1
borders|1
bombs|1
blues|1
blacks|1
bishops|1
beings|1
bedrooms|1
beans|1
beaches|1
bases|1
barriers|1
balls|1
bags|1
bacteria|1
backs|1
auditors|1
audiences|1
assessments|1
aspirations|1
armies|1
architects|1
appointments|1
applicants|1
appearances|1
appeals|1
angles|1
ambitions|1
alternatives|1
allowances|1
allies|1
allegations|1
advisers|1
advertisements|1
advances|1
addresses|1
actors|1
acres|1
acids|1
achievements|1
accountants|1
abilities|1
)"},
{"prepositions", 1, 1, R"(in|169586
to|84535
for|76889
with|60602
on|59030
by|49067
at|43557
from|39087
into|15239
about|11594
as|10556
like|8786
between|8703
through|6762
after|5897
against|5354
under|5319
over|5024
out of|4393
without|4351
within|4249
during|4243
before|3662
such as|3161
towards|2732
up|2445
including|2265
among|2259
upon|2257
up to|2236
across|2023
behind|1949
off|1819
rather than|1684
around|1650
because of|1635
according to|1534
despite|1436
since|1368
down|1305
per|1275
near|1245
above|1244
throughout|1132
away from|1096
outside|1066
beyond|1036
until|895
in terms of|856
due to|856
worth|817
along|787
on to|781
as to|738
inside|661
plus|619
apart from|592
in front of|589
together with|569
beside|563
below|549
onto|522
subject to|497
beneath|488
along with|475
past|472
via|456
in relation to|428
amongst|423
other than|401
in addition to|331
in favour of|327
unlike|309
aged|306
concerning|305
prior to|296
but for|294
in spite of|275
in respect of|273
alongside|266
next to|265
as for|260
ahead of|246
on behalf of|245
on top of|223
regarding|219
depending on|208
in response to|195
in accordance with|195
except for|190
in the light of|170
except|170
instead of|158
in charge of|152
with regard to|151
in connection with|151
by means of|149
on the part of|148
out|145
in view of|145
as opposed to|143
by way of|133
with respect to|128
contrary to|128
toward|125
in conjunction with|122
in line with|117
till|113
following|113
in touch with|110
amid|109
in support of|103
in search of|100
relative to|96
in return for|93
versus|92
let alone|82
irrespective of|82
besides|81
with a view to|80
considering|79
owing to|77
near to|77
in excess of|77
in place of|76
in need of|76
in common with|76
as of|69
underneath|65
outside of|65
excluding|64
up until|59
as regards|59
aboard|54
pending|53
on board|53
notwithstanding|53
adjacent to|51
on account of|49
amidst|48
in keeping with|44
opposite|43
in comparison with|43
pursuant to|42
as against|41
minus|40
in contact with|40
in association with|40
thanks to|38
unto|37
with reference to|36
for fear of|36
nearer to|34
in pursuit of|33
in possession of|32
in case of|32
by reason of|31
in between|29
aside from|29
in answer to|28
in aid of|27
in regard to|25
in proportion to|25
as from|25
as between|25
save|23
into line with|23
in defence of|21
save for|20
as well as|20
vice|19
in receipt of|19
pro|18
than|16
of|15
nearest to|15
in reply to|15
in consultation with|15
nearer|14
in lieu of|14
in accord with|14
atop|14
in defiance of|13
pertaining to|12
off of|12
given|12
astride|12
nearest|11
in light of|11
subsequent to|10
out of touch with|10
alias|10
respecting|9
a la|9
barring|7
vis-a-vis|6
times|6
in face of|6
but|6
out of line with|5
due|5
in cooperation with|4
excepting|4
thru|3
top of|2
prp|2
in-between|2
in favor of|2
ere|2
afore|2
terms of|1
saving|1
in quest of|1
apropos|1
addition to|1
according|1
)"},
{"purchase_band", 1, 0, R"(500
1000
1500
2000
2500
3000
3500
4000
4500
5000
5500
6000
6500
7000
7500
8000
8500
9000
9500
10000
)"},
{"return_reasons", 1, 0, R"(Package was damaged
Stopped working
Did not get it on time
Not the product that was ordred
Parts missing
Does not work with a product that I have
Gift exchange
Did not like the color
Did not like the model
Did not like the make
Did not like the warranty
No service location in my area
Found a better price in a store
Found a better extended warranty in a store
Not working any more
Did not fit
Wrong size
Lost my job
unauthoized purchase
duplicate purchase
its is a boy
it is a girl
reason 23
reason 24
reason 25
reason 26
reason 27
reason 28
reason 29
reason 31
reason 31
reason 32
reason 33
reason 34
reason 35
reason 36
reason 37
reason 38
reason 39
reason 40
reason 41
reason 42
reason 43
reason 44
reason 45
reason 46
reason 47
reason 48
reason 49
reason 50
reason 51
reason 52
reason 53
reason 54
reason 55
reason 56
reason 57
reason 58
reason 59
reason 60
reason 61
reason 62
reason 63
reason 64
reason 65
reason 66
reason 67
reason 68
reason 69
reason 70
reason 71
reason 72
reason 73
reason 74
reason 75
)"},
{"salutations", 1, 2, R"(Mr.|10|0
Mrs.|0|10
Ms.|0|10
Miss|0|10
Sir|10|0
Dr.|10|10
)"},
{"sentences", 1, 1, R"(N VT|1
J N VT|1
J, J N VT|1
D J N VT|1
N X VT|1
J N X VT|1
J, J N X VT|1
D J N X VT|1
N V DT|1
J N V DT|1
J, J N V DT|1
D J N V DT|1
N X V DT|1
J N X V DT|1
J, J N X V DT|1
D J N X V DT|1
N V P A NT|1
J N V P A NT|1
J, J N V P A NT|1
D J N V P A NT|1
N X V P A NT|1
J N X V P A NT|1
J, J N X V P A NT|1
D J N X V P A NT|1
N V D P A NT|1
J N V D P A NT|1
J, J N V D P A NT|1
D J N V D P A NT|1
N X V D P A NT|1
J N X V D P A NT|1
J, J N X V D P A NT|1
D J N X V D P A NT|1
N V NT|1
J N V NT|1
J, J N V NT|1
D J N V NT|1
N X V NT|1
J N X V NT|1
J, J N X V NT|1
D J N X V NT|1
N V D NT|1
J N V D NT|1
J, J N V D NT|1
D J N V D NT|1
N X V D NT|1
J N X V D NT|1
J, J N X V D NT|1
D J N X V D NT|1
N V J NT|1
J N V J NT|1
J, J N V J NT|1
D J N V J NT|1
N X V J NT|1
J N X V J NT|1
J, J N X V J NT|1
D J N X V J NT|1
N V D J NT|1
J N V D J NT|1
J, J N V D J NT|1
D J N V D J NT|1
N X V D J NT|1
J N X V D J NT|1
J, J N X V D J NT|1
D J N X V D J J NT|1
N V J, J NT|1
J N V J, J NT|1
J, J N V J, J NT|1
D J N V J, J NT|1
N X V J, J NT|1
J N X V J, J NT|1
J, J N X V J, J NT|1
D J N X V J, J NT|1
N V D J, J NT|1
J N V D J, J NT|1
J, J N V D J, J NT|1
D J N V D J, J NT|1
N X V D J, J NT|1
J N X V D J, J NT|1
J, J N X V D J, J NT|1
D J N X V D J, J NT|1
N V D J NT|1
J N V D J NT|1
J, J N V D J NT|1
D J N V D J NT|1
N X V D J NT|1
J N X V D J NT|1
J, J N X V D J NT|1
D J N X V D J NT|1
N V D D J NT|1
J N V D D J NT|1
J, J N V D D J NT|1
D J N V D D J NT|1
N X V D D J NT|1
J N X V D D J NT|1
J, J N X V D D J NT|1
D J N X V D D J NT|1
)"},
{"ship_mode_carrier", 1, 0, R"(UPS
FEDEX
AIRBORNE
USPS
DHL
TBS
ZHOU
ZOUROS
MSC
LATVIAN
ALLIANCE
ORIENTAL
BARIAN
BOXBUNDLES
GREAT EASTERN
DIAMOND
RUPEKSA
GERMA
HARMSTORF
PRIVATECARRIER
)"},
{"ship_mode_code", 1, 0, R"(AIR
SURFACE
SEA
BIKE
HAND CARRY
MESSENGER
COURIER
)"},
{"ship_mode_type", 1, 0, R"(REGULAR
EXPRESS
NEXT DAY
OVERNIGHT
TWO DAY
LIBRARY
)"},
{"shoe_class", 2, 1, R"(womens|2|1
mens|2|1
kids|2|1
athletic|2|1
)"},
{"sizes", 1, 2, R"(petite|0|17
small|0|17
medium|0|35
large|0|22
extra large|0|17
economy|0|5
N/A|1|4
)"},
{"sport_class", 2, 1, R"(athletic shoes|10|1
baseball|10|1
basketball|10|1
camping|10|1
fitness|10|1
football|10|1
hockey|10|1
outdoor|10|1
optics|10|1
pools|10|1
archery|10|1
guns|10|1
sailing|10|1
tennis|10|1
fishing|10|1
golf|10|1
)"},
{"street_names", 1, 2, R"(|0|317000
Church|4031|4031
Central|2450|2450
Center|3402|3402
College|2468|2468
Twelfth|489|489
12th|2957|2957
South|3570|3570
Lakeview|2487|2487
West|3656|3656
Miller|2488|2488
Cherry|3669|3669
Broadway|2511|2511
Jackson|3725|3725
Sycamore|2533|2533
Elevnth|669|669
11th|3109|3109
Hillcrest|2547|2547
Railroad|3853|3853
Fifteenth|240|240
15th|2317|2317
Sunset|3929|3929
Madison|2578|2578
Mill|3975|3975
Ash|2589|2589
Willow|4017|2613
Woodland|2615|2615
Lincoln|4044|4044
Locust|2618|2618
Ridge|4048|4048
Poplar|2645|2645
North|4074|4074
Green|2652|2652
Spring|4165|4165
Dogwood|2653|2653
Tenth|879|879
10th|3492|3492
Lee|2669|2669
Walnut|4799|4799
Williams|2682|2682
Hill|4877|4877
Birch|2754|2754
Lake|4901|4901
Davis|2769|2769
9th|3793|3793
Ninth|1115|1115
Laurel|2780|2780
Washington|4974|4974
Spruce|2821|2821
View|5202|5202
14th|2536|2536
Fourteenth|315|315
Elm|5233|5233
Adams|2856|2856
8th|4172|4172
Eigth|1352|1352
Franklin|2882|2882
Cedar|5644|5644
13th|2610|2610
Thirteenth|367|367
Maple|6103|6103
Chestnut|2994|2994
Pine|6170|6170
East|3056|3056
7th|4635|4635
Seventh|1742|1742
Smith|3076|3076
Oak|6946|6946
Valley|3082|3082
6th|5097|5097
Sixth|2186|2186
Meadow|3193|3193
Main|7664|7664
River|3220|3220
5th|5532|5532
Fifth|2654|2654
Wilson|3268|3268
Park|8926|8926
Hickory|3297|3297
4th|6183|6183
Fourth|3007|3007
Jefferson|3306|3306
1st|6047|6047
First|3851|3851
Forest|3309|3309
3rd|6564|6564
Third|3567|3567
Johnson|3325|3325
2nd|6907|6907
Second|3959|3959
Highland|3347|3347
)"},
{"street_types", 1, 1, R"(Street|1
ST|1
Avenue|1
Ave|1
Boulevard|1
Blvd|1
Road|1
RD|1
Parkway|1
Pkwy|1
Way|1
Wy|1
Drive|1
Dr.|1
Circle|1
Cir.|1
Lane|1
Ln|1
Court|1
Ct.|1
)"},
{"syllables", 1, 0, R"(bar
ought
able
pri
ese
anti
cally
ation
eing
n st
)"},
{"terminators", 1, 1, R"(.|10
;|2
)"},
{"top_domains", 1, 1, R"(com|1
org|1
edu|1
)"},
{"units", 1, 1, R"(Unknown|400
Each|400
Dozen|400
Case|400
Pallet|400
Gross|400
Carton|400
Box|400
Bunch|400
Bundle|400
Oz|400
Lb|400
Ton|400
Ounce|400
Pound|400
Tsp|400
Tbl|400
Cup|400
Dram|400
Gram|400
N/A|400
)"},
{"vehicle_count", 1, 0, R"(0
1
2
3
4
-1
)"},
{"verbs", 1, 1, R"(make|523
see|487
get|464
take|436
go|409
know|359
say|281
find|273
give|265
think|238
come|235
help|209
use|177
look|177
want|168
tell|167
keep|166
like|161
work|158
provide|157
become|129
put|123
pay|114
feel|112
need|107
leave|103
meet|102
bring|101
ask|100
understand|98
show|97
mean|94
play|93
try|91
believe|89
hear|87
ensure|87
stop|82
move|82
allow|82
seem|81
continue|80
produce|79
talk|77
change|77
stay|76
buy|74
live|73
let|73
run|72
start|71
consider|71
accept|69
turn|68
remember|66
develop|66
lead|64
include|64
hold|64
avoid|64
carry|63
offer|62
create|62
speak|61
expect|61
appear|61
follow|60
explain|60
prevent|59
happen|59
call|59
win|57
support|57
achieve|57
reduce|56
write|55
set|55
return|55
learn|55
increase|54
stand|53
join|53
read|51
improve|51
apply|51
sell|50
remain|50
reach|50
build|50
prove|49
receive|48
deal|47
begin|46
spend|45
raise|45
form|45
establish|45
decide|44
wait|43
protect|43
lose|43
fall|43
maintain|42
act|42
send|41
discuss|41
suggest|40
save|40
cover|40
cause|40
break|40
sit|39
identify|39
eat|39
obtain|38
face|38
choose|38
add|38
encourage|37
enable|37
agree|37
require|36
pass|36
enjoy|36
draw|36
afford|36
open|35
end|35
control|35
answer|35
walk|34
visit|34
seek|34
enter|34
cut|34
serve|33
occur|33
kill|33
imagine|33
grow|33
forget|33
cope|33
die|32
bear|32
worry|31
wish|31
watch|31
determine|31
care|31
affect|31
share|30
pick|30
catch|30
mind|29
love|29
gain|29
fight|29
exist|29
examine|29
clear|29
manage|28
fit|28
describe|28
attend|28
sleep|27
introduce|27
drive|27
check|27
result|26
involve|26
survive|25
replace|25
remove|25
promote|25
operate|25
claim|25
argue|25
admit|25
rise|24
respond|24
recognise|24
realise|24
escape|24
discover|24
wear|23
study|23
represent|23
reflect|23
perform|23
matter|23
listen|23
indicate|23
extend|23
contain|23
complete|23
assume|23
present|22
marry|22
last|22
fill|22
depend|22
assess|22
secure|21
pull|21
mention|21
concentrate|21
close|21
benefit|21
assist|21
travel|20
prepare|20
persuade|20
lie|20
investigate|20
hope|20
handle|20
express|20
cost|20
treat|19
teach|19
suffer|19
sound|19
miss|19
fly|19
attract|19
supply|18
settle|18
reveal|18
retain|18
report|18
place|18
notice|18
match|18
explore|18
collect|18
adopt|18
throw|17
succeed|17
rely|17
refer|17
recover|17
point|17
force|17
defend|17
contribute|17
confirm|17
beat|17
arrive|17
arise|17
appreciate|17
touch|16
test|16
solve|16
sign|16
satisfy|16
resist|16
justify|16
influence|16
ignore|16
hide|16
drop|16
distinguish|16
deny|16
demonstrate|16
deliver|16
define|16
contact|16
blame|16
attempt|16
suit|15
rest|15
pursue|15
proceed|15
note|15
finish|15
drink|15
destroy|15
compete|15
arrange|15
acquire|15
vote|14
vary|14
trust|14
recognize|14
press|14
prefer|14
overcome|14
lay|14
impose|14
hit|14
generate|14
focus|14
fail|14
expand|14
exercise|14
advise|14
address|14
account|14
undertake|13
suppose|13
restore|13
refuse|13
record|13
recall|13
participate|13
mark|13
feed|13
emerge|13
date|13
alter|13
withdraw|12
tackle|12
ring|12
regard|12
preserve|12
plan|12
order|12
measure|12
laugh|12
judge|12
implement|12
earn|12
comply|12
compare|12
communicate|12
bother|12
attack|12
appeal|12
accommodate|12
wonder|11
strike|11
resolve|11
release|11
relate|11
realize|11
observe|11
limit|11
lift|11
invest|11
inform|11
hurt|11
hang|11
experience|11
enhance|11
detect|11
cry|11
cross|11
count|11
comment|11
challenge|11
back|11
welcome|10
view|10
transfer|10
sustain|10
strengthen|10
stick|10
state|10
sort|10
sing|10
select|10
ride|10
review|10
repeat|10
remind|10
relax|10
question|10
purchase|10
publish|10
predict|10
own|10
negotiate|10
monitor|10
launch|10
interpret|10
guarantee|10
exclude|10
convince|10
climb|10
celebrate|10
behave|10
analyse|10
acknowledge|10
thank|9
tend|9
submit|9
step|9
spread|9
specify|9
search|9
score|9
risk|9
reply|9
reject|9
recommend|9
qualify|9
push|9
permit|9
organise|9
light|9
land|9
issue|9
imply|9
illustrate|9
fulfil|9
finance|9
exploit|9
employ|9
display|9
demand|9
convey|9
construct|9
conclude|9
commit|9
approach|9
announce|9
abandon|9
train|8
switch|8
stimulate|8
slip|8
shoot|8
shake|8
separate|8
rule|8
resign|8
react|8
pretend|8
please|8
name|8
market|8
link|8
lend|8
jump|8
intervene|8
interfere|8
insist|8
guess|8
grant|8
free|8
facilitate|8
evaluate|8
engage|8
enforce|8
eliminate|8
ease|8
disappear|8
direct|8
convert|8
consult|8
conduct|8
complain|8
combine|8
clean|8
borrow|8
boost|8
belong|8
wash|7
warn|7
wake|7
trace|7
sue|7
spare|7
smile|7
shift|7
retire|7
restrict|7
register|7
practise|7
possess|7
kiss|7
incorporate|7
head|7
gather|7
forgive|7
fix|7
fetch|7
exceed|7
dry|7
differ|7
design|7
damage|7
constitute|7
compensate|7
charge|7
cease|7
capture|7
burn|7
breathe|7
approve|7
appoint|7
adjust|7
adapt|7
accompany|7
yield|6
waste|6
undermine|6
transform|6
trade|6
swim|6
stress|6
steal|6
smell|6
shut|6
sense|6
resume|6
relieve|6
reinforce|6
propose|6
paint|6
lower|6
locate|6
knock|6
invite|6
intend|6
hate|6
guide|6
function|6
fear|6
emphasise|6
doubt|6
dominate|6
dismiss|6
delay|6
declare|6
dare|6
dance|6
correct|6
cook|6
consist|6
conform|6
combat|6
clarify|6
calculate|6
blow|6
balance|6
aid|6
upset|5
tolerate|5
threaten|5
stretch|5
store|5
spot|5
speed|5
slow|5
sink|5
shout|5
rush|5
roll|5
reverse|5
respect|5
rescue|5
repay|5
repair|5
render|5
regain|5
recruit|5
reassure|5
protest|5
print|5
pray|5
phone|5
organize|5
oppose|5
occupy|5
obey|5
modify|5
minimise|5
list|5
kick|5
integrate|5
install|5
induce|5
impress|5
highlight|5
harm|5
halt|5
grasp|5
flow|5
fire|5
favour|5
extract|5
estimate|5
drag|5
divide|5
disturb|5
disclose|5
derive|5
counter|5
confront|5
conceal|5
coincide|5
co-operate|5
cancel|5
block|5
assure|5
assert|5
amount|5
aim|5
advance|5
absorb|5
wipe|4
undergo|4
translate|4
tie|4
tear|4
taste|4
swallow|4
suspect|4
surrender|4
surprise|4
suppress|4
supplement|4
struggle|4
stare|4
split|4
spell|4
smoke|4
shed|4
shape|4
seize|4
sail|4
safeguard|4
revive|4
reproduce|4
renew|4
regulate|4
regret|4
reform|4
reconcile|4
quote|4
quit|4
provoke|4
promise|4
progress|4
pose|4
plant|4
perceive|4
penetrate|4
opt|4
object|4
murder|4
mount|4
mix|4
maximise|4
manipulate|4
lack|4
knit|4
inspect|4
initiate|4
house|4
hire|4
hesitate|4
hand|4
greet|4
grab|4
foster|4
formulate|4
figure|4
feature|4
expose|4
exert|4
exchange|4
entertain|4
endure|4
emphasize|4
embrace|4
effect|4
dress|4
dream|4
double|4
distribute|4
dispose|4
discourage|4
dig|4
devote|4
devise|4
deter|4
defeat|4
decline|4
cure|4
curb|4
cool|4
contemplate|4
connect|4
concern|4
command|4
collapse|4
co-ordinate|4
cast|4
calm|4
breed|4
bind|4
ban|4
ascertain|4
arrest|4
anticipate|4
admire|4
administer|4
abolish|4
witness|3
withstand|3
widen|3
weigh|3
weaken|3
warm|3
wander|3
upgrade|3
update|3
unite|3
transport|3
track|3
top|3
terminate|3
telephone|3
tax|3
swing|3
sweep|3
suspend|3
supervise|3
summon|3
suffice|3
stir|3
stem|3
steer|3
squeeze|3
spoil|3
speculate|3
slide|3
signal|3
ship|3
service|3
scream|3
ruin|3
round|3
retrieve|3
restrain|3
request|3
reconsider|3
rebuild|3
race|3
punish|3
project|3
profit|3
prevail|3
pour|3
postpone|3
pack|3
offset|3
merge|3
master|3
manufacture|3
lock|3
isolate|3
interview|3
inspire|3
inhibit|3
indulge|3
hurry|3
hunt|3
honour|3
heal|3
guard|3
govern|3
frighten|3
flourish|3
flee|3
fish|3
fancy|3
fade|3
experiment|3
exhibit|3
execute|3
excuse|3
evolve|3
entail|3
endorse|3
encounter|3
elect|3
drift|3
divert|3
disrupt|3
disguise|3
discriminate|3
diminish|3
deserve|3
decrease|3
criticise|3
crack|3
correspond|3
copy|3
contract|3
contend|3
consolidate|3
confuse|3
confess|3
condemn|3
conceive|3
concede|3
compromise|3
comprehend|3
complement|3
commence|3
comfort|3
cheer|3
cater|3
bury|3
burst|3
bite|3
bet|3
bend|3
base|3
attain|3
attach|3
associate|3
assemble|3
apologise|3
allocate|3
alleviate|3
advertise|3
accelerate|3
zero|2
withhold|2
wind|2
weep|2
wave|2
warrant|2
verify|2
venture|2
urge|2
uphold|2
underline|2
underestimate|2
trouble|2
trigger|2
trap|2
transmit|2
tour|2
total|2
tighten|2
thrive|2
tempt|2
target|2
tap|2
swear|2
sum|2
substitute|2
subscribe|2
strip|2
spring|2
soften|2
snap|2
smooth|2
simplify|2
silence|2
signify|2
shrink|2
shop|2
shine|2
seal|2
sample|2
sacrifice|2
rub|2
rid|2
reward|2
revise|2
revert|2
retreat|2
reserve|2
resemble|2
research|2
rent|2
remedy|2
refrain|2
rectify|2
reconstruct|2
reclaim|2
rate|2
range|2
rally|2
rain|2
quantify|2
prosecute|2
prescribe|2
preclude|2
preach|2
practice|2
post|2
portray|2
pop|2
plead|2
pin|2
persist|2
pause|2
park|2
panic|2
owe|2
overthrow|2
override|2
overlook|2
outline|2
offend|2
obscure|2
oblige|2
no|2
notify|2
neglect|2
muster|2
minimize|2
melt|2
march|2
lunch|2
long|2
load|2
lessen|2
leap|2
lean|2
invoke|2
invent|2
invade|2
interrupt|2
interact|2
insure|2
instruct|2
insert|2
inherit|2
inflict|2
infer|2
incur|2
import|2
imitate|2
host|2
heat|2
glance|2
gauge|2
freeze|2
foresee|2
float|2
file|2
export|2
explode|2
evoke|2
evade|2
erect|2
eradicate|2
equip|2
envisage|2
enquire|2
encompass|2
emulate|2
embark|2
elicit|2
educate|2
edit|2
dwell|2
drown|2
drain|2
draft|2
divorce|2
distract|2
distort|2
dissolve|2
dispense|2
discharge|2
discern|2
disagree|2
differentiate|2
dictate|2
detail|2
descend|2
deprive|2
depart|2
deceive|2
debate|2
cultivate|2
criticize|2
creep|2
credit|2
counteract|2
cooperate|2
contest|2
consume|2
conserve|2
consent|2
conquer|2
congratulate|2
conflict|2
confine|2
confer|2
comprise|2
commemorate|2
cling|2
classify|2
chat|2
chase|2
campaign|2
brush|2
broaden|2
bolster|2
boil|2
boast|2
bid|2
betray|2
beg|2
award|2
await|2
avert|2
attribute|2
assign|2
articulate|2
arouse|2
amend|2
alert|2
adhere|2
activate|2
accuse|2
accumulate|2
accomplish|2
access|2
abide|2
wriggle|1
wreck|1
wrap|1
worship|1
worsen|1
wield|1
whisper|1
weave|1
waive|1
volunteer|1
visualize|1
visualise|1
violate|1
veto|1
vanish|1
validate|1
utter|1
utilise|1
unveil|1
unravel|1
unlock|1
unload|1
undo|1
underpin|1
uncover|1
twist|1
tune|1
tuck|1
trip|1
trim|1
tremble|1
tread|1
transcend|1
topple|1
tip|1
tidy|1
tick|1
thwart|1
testify|1
tender|1
tease|1
swell|1
sweat|1
swap|1
survey|1
summarize|1
summarise|1
suck|1
succumb|1
substantiate|1
subsidise|1
subdue|1
stumble|1
stuff|1
stroke|1
strive|1
stray|1
strain|1
straighten|1
stifle|1
steady|1
star|1
starve|1
stamp|1
staff|1
stabilize|1
stabilise|1
square|1
sponsor|1
spin|1
spill|1
specialise|1
spawn|1
soothe|1
soar|1
soak|1
sniff|1
sneak|1
snatch|1
smash|1
skip|1
simulate|1
shrug|1
shoulder|1
shorten|1
shore|1
shock|1
shield|1
shelter|1
shave|1
sharpen|1
seduce|1
screw|1
screen|1
scratch|1
scrap|1
scrape|1
scramble|1
scare|1
scan|1
scale|1
savour|1
sanction|1
salvage|1
sack|1
rouse|1
rot|1
rotate|1
root|1
rock|1
rob|1
roam|1
rival|1
rip|1
rewrite|1
revoke|1
rethink|1
retaliate|1
restructure|1
restart|1
resort|1
reside|1
resent|1
replicate|1
reopen|1
renounce|1
remark|1
relocate|1
relish|1
relinquish|1
rejoin|1
reinstate|1
rehearse|1
refute|1
refine|1
redress|1
redeem|1
recycle|1
recur|1
recreate|1
recoup|1
reckon|1
recite|1
recapture|1
reassess|1
reassert|1
rear|1
reap|1
reappear|1
re-open|1
re-establish|1
ratify|1
rape|1
rank|1
quell|1
quarrel|1
punch|1
pump|1
publicise|1
prosper|1
prop|1
pronounce|1
prompt|1
prolong|1
prohibit|1
procure|1
proclaim|1
probe|1
privatise|1
prise|1
presume|1
prejudice|1
precipitate|1
precede|1
praise|1
position|1
poison|1
plunge|1
plug|1
plough|1
plot|1
placate|1
pitch|1
pinpoint|1
picture|1
photograph|1
perpetuate|1
perfect|1
peer|1
overwhelm|1
overturn|1
overtake|1
overlap|1
outweigh|1
oust|1
omit|1
obstruct|1
nominate|1
nod|1
necessitate|1
near|1
navigate|1
narrow|1
multiply|1
mould|1
motivate|1
modernise|1
moderate|1
model|1
mobilize|1
mitigate|1
mislead|1
mimic|1
migrate|1
mess|1
merit|1
mend|1
mediate|1
maximize|1
mature|1
mate|1
materialise|1
mask|1
map|1
manoeuvre|1
manifest|1
lure|1
loose|1
loosen|1
lodge|1
lobby|1
linger|1
lighten|1
lick|1
license|1
liberate|1
liaise|1
levy|1
level|1
legislate|1
lecture|1
labour|1
label|1
jeopardise|1
jail|1
iron|1
intrude|1
intimidate|1
intercept|1
intensify|1
instil|1
inquire|1
injure|1
inject|1
impede|1
impart|1
impair|1
illuminate|1
hook|1
heed|1
haunt|1
haul|1
hasten|1
harness|1
harden|1
harbour|1
hammer|1
grip|1
grind|1
grieve|1
glimpse|1
generalize|1
generalise|1
gaze|1
furnish|1
fuck|1
frustrate|1
frame|1
forgo|1
forge|1
forestall|1
forecast|1
fool|1
fold|1
flush|1
flower|1
flood|1
flash|1
filter|1
fend|1
fathom|1
fast|1
fashion|1
faint|1
expire|1
expel|1
excite|1
exaggerate|1
evacuate|1
escort|1
equate|1
envy|1
entitle|1
entice|1
ensue|1
enrich|1
enlist|1
enlarge|1
endeavour|1
endanger|1
enclose|1
enact|1
empty|1
emigrate|1
embody|1
embarrass|1
elucidate|1
elaborate|1
echo|1
dust|1
dump|1
duck|1
drill|1
donate|1
dodge|1
document|1
dive|1
diversify|1
dissuade|1
disregard|1
dispute|1
displace|1
disperse|1
dispel|1
dismantle|1
dislodge|1
dislike|1
disentangle|1
discredit|1
discount|1
discipline|1
discard|1
disarm|1
disappoint|1
dip|1
dine|1
digest|1
diagnose|1
detract|1
deteriorate|1
detain|1
detach|1
despise|1
despair|1
desire|1
designate|1
desert|1
depress|1
deposit|1
deploy|1
depict|1
denounce|1
denote|1
demolish|1
delight|1
delete|1
delegate|1
defy|1
defuse|1
defraud|1
deflect|1
defer|1
deepen|1
deduce|1
decorate|1
decipher|1
decay|1
dash|1
curtail|1
curl|1
crush|1
crumble|1
crawl|1
crash|1
correlate|1
coordinate|1
convict|1
convene|1
contrast|1
contradict|1
constrain|1
conjure|1
confide|1
compose|1
complicate|1
compile|1
compel|1
commission|1
commend|1
colour|1
collaborate|1
clinch|1
cite|1
circumvent|1
circulate|1
choke|1
chew|1
cheat|1
chart|1
characterize|1
characterise|1
channel|1
chair|1
carve|1
capitalise|1
camp|1
bypass|1
bump|1
budge|1
browse|1
broadcast|1
brighten|1
breach|1
boycott|1
bow|1
bowl|1
bounce|1
boot|1
bomb|1
board|1
blind|1
blend|1
beware|1
bat|1
battle|1
bar|1
bargain|1
banish|1
average|1
avail|1
authorise|1
augment|1
assimilate|1
aspire|1
appropriate|1
applaud|1
appease|1
apologize|1
annoy|1
anger|1
amuse|1
allay|1
alienate|1
affirm|1
advocate|1
accrue|1
accord|1
abuse|1
)"},
{"web_page_use", 1, 1, R"(general|1
order|1
welcome|1
ad|1
feedback|1
protected|1
dynamic|1
)"},
{"women_class", 2, 1, R"(dresses|2|1
fragrances|2|1
maternity|2|1
swimwear|2|1
)"},
};
// clang-format on

}  // namespace

std::span<const DistributionText> DistributionTexts() { return kTexts; }

}  // namespace tarn::tpcds
