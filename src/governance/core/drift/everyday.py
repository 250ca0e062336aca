"""Words that name no topic: of talking and meeting, of time, of politeness, of judging in general.

They stand in outreach whatever it sells, so they say nothing about what this message sells.
"""

from governance.core.claims.words import stem

EVERYDAY = frozenset(
    stem(word)
    for word in """
able about accept add ago ahead alone already alright also always amount answer anything anyway anywhere appeal apply
argue aside ask autumn available away awful back bad base bear become begin believe best better big bit bonjour boss
both bother break breakdown brief briefly bring brochure budget busy calendar call can care case catch cause caught
ceo certain chance change chat check cheers choose circle clear clip close closer coffee colleague come common compare
comparison congratulations congrats conversation convenient copy correct count couple curious current currently date
day deal dear decide decision demo depend desk diary different difference discuss down draw drive drop early earlier
earn easy easier else end enjoy enough especially even evening ever everybody everyone everything example expect
explain explanation extra eye face fact fair familiar fancy far feel few figure file fill film final find fine first
fit follow forward freundlich friend full fun general give glad go good great guess guide guten half hand handle
happen happy hard hear heard hello help hold home honest hope hour how idea imagine inbox information interest
interested interrupt introduce introduction invite join keen keep kind kindly know large last late later lead learn
least leave left less let letter like likely line link list listen little live log login long longer look lose love
luck main make manage mark matter maths matrix may maybe mean meet meeting mention message method might mind minute
miss moment month more morning move name near need neither never next nice night nobody none normal note nothing
notice number odd offer often ok okay old one open order other others outside overview page paper part pass past pdf
pdfs pencil people perhaps person phone pick picture place plan play point position possible post present problem
promise proper ps put question quick quickly quiet quote rather re read ready real realistic really reason receive
recent reference references regards reply report reserve rest result review right ring room run sale sales same
sample say season second see seem send sense sensible set settle several shall share sheet short shortly show side
simple simply sincerely slide slot small some somebody someone something sometimes somewhere soon sorry sort sound
spare speak spend spring stand start stay step steps still stop story straight study subject suggest suit sum summer
sunny sure tag take talk team tell tempted terrible test thank thanks thing think though thought time today together
tomorrow tonight topic touch tour town trial trouble true try turn two type unusual use useful usual usually video
visit walk want warm warmly watch way weather week weekend welcome well what whatever whichever whoever whole winter
wish wishes wonder word words work worry worth write wrong year yes yesterday
monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september
october november december
""".split()
)
"""Stems of these words."""
