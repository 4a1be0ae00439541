"""Words that agencies write beside a name or over figures, and that make other figures of them."""

QUALIFIERS = """; target; targets; annual target; 2026 target; forecast; year-end forecast
trajectory; projection; projected; predicted; planned; expected; estimate; estimated; modelled
ambition; benchmark; budget; baseline; stretch target; goal; tolerance; profile; previous year
prior year; last year; last quarter; previous quarter; last month; same period last year
a year ago; comparator; comparison; academic year; school year; calendar year; tax year
weekly; per week; fortnightly; daily; summer term; autumn term; half year; six monthly; YTD
Y.T.D; year to date; year-to-date; cumulative; cumulatively; running total; to date; rolling
rolling 12 months; rolling year; 12 months; twelve months; moving average; so far; since April
quarter ending; week ending; week commencing; year ending; Darlington; Darlington only
Hartlepool; Middlesbrough; Stockton-on-Tees; Redcar and Cleveland; Cleveland; Tees Valley
Teesside; Northumberland; North Tyneside; South Tyneside; Newcastle; Gateshead; Sunderland
Cumbria; York; North Yorkshire; England; England average; Wales; UK; national
regional; North East; North East average; statistical neighbours; Halton; Wirral; Rotherham
Barnsley; Seaham; Peterlee; Consett; Bishop Auckland; Newton Aycliffe; Spennymoor; Stanley
Crook; other areas; out of region; rate; rates; rate per 10,000; per 1,000; per 100,000
per capita; per head; ratio; average; avg; mean; median; percentage; percent; %; proportion
share; thousands; in thousands; 000s; millions; index; score; rank; variance; difference
change; growth; cost; costs; minutes; hours; in days; duration; standardised; weighted; adjusted
rounded; approximate; minimum; maximum; highest; lowest; net; gross; only; girls; girls only
boys; male; female; males; females; men; women; adults; adults only; over 18s; under 12s
under 5s; aged 10 to 14; aged 5-9; 0-4; 5 to 9; 16+; 16 and over; U18s; infants
babies; unborn; toddlers; teenagers; adolescents; primary; secondary; white; black; Asian
mixed; ethnic minority; ethnicity; traveller; migrants; UASC; asylum seekers; SEN; SEND; EHCP
disabled; disability; care leavers; CLA; LAC; fostered; adopted; siblings; unique; distinct
first time; repeats; reopened; open; closed; opened; outstanding; overdue; pending; cancelled
rejected; accepted; declined; refused; substantiated; unsubstantiated; confirmed; suspected
alleged; high risk; low risk; medium risk; cohort 2; subset; selected; excluding transfers
excl. out of area; except repeats; without consent; including siblings; not including schools
other than police; less duplicates; LGBT; lone parents; single parents; domestic abuse
neglect; online; weekend; nights; emergency; example; example figures; sample figures; dummy
dummy data; test; test data; testing; specimen; illustrative; made up; mock; training copy
old; superseded; obsolete; archived; withdrawn; draft; unvalidated; unverified; do not use
placeholder; demo; backlog; waiting list; in custody; ward level; plan; PY; prev yr; LY; tgt; fcast
stat neighbours; SN avg; Eng; NE avg; per 10k; 14+; young women; of which repeat; R12M; QTD; FYTD
MAT; cum.; bfwd; b/f; c/f; carried forward; caseload; per worker; FTE; headcount; CP plan; CIN
CSE; NFA; out of hours; OOH; front door; pilot; BME; White British; nursery; post-16; pre-school
£; £000; +/-; diff; var; std dev; CI; upper limit; LQ; quartile; pp; gap; scaled; imputed; est.
partial; part month; not validated; incomplete; sample data; UAT; annualised; half term; weekday
phase 1; team 2; tier 3; cohort A; band B; force area; other LAs; Great Britain; peers; 12 mths
last 12 months; since 1 April; aggregate; accumulated; indicative; capacity; commissioned; outturn
"""
"""Parted by semicolons and line ends."""
WORDS = [
    word.strip() for line in QUALIFIERS.splitlines() for word in line.split(";") if word.strip()
]
