"""Campaigns in the shapes that the platforms document, with words of our own."""

INSTANTLY = """{"name":"Q1 Outreach","daily_limit":25,"email_gap":10,"email_list":["s1@d.example"],
 "text_only":true,"stop_on_reply":true,"insert_unsubscribe_header":true,
 "campaign_schedule":{"schedules":[{"name":"Default","timing":{"from":"09:00","to":"17:00"},
   "days":{"0":false,"1":true,"2":true,"3":true,"4":true,"5":true,"6":false},"timezone":"America/Detroit"}]},
 "sequences":[{"steps":[
   {"type":"email","delay":3,"delay_unit":"days","variants":[
      {"subject":"Returns at {{companyName}}","body":"Hi {{firstName}},\\n\\nHow do you book returns today?"},
      {"subject":"Labels","body":"<p>Who answers e-mails about labels?</p>","v_disabled":true}]},
   {"type":"email","delay":4,"delay_unit":"hours","variants":[{"subject":"","body":"Shall I send the guide?"}]},
   {"type":"email","delay":0,"delay_unit":"days","variants":[{"subject":"Last one","body":"Shall I close this?"}]}]}]}
"""

SMARTLEAD_WRITTEN = """{"sequences":[
 {"id":8494,"seq_number":1,"seq_type":"EMAIL","seq_delay_details":{"delay_in_days":1},
  "variant_distribution_type":"MANUAL_PERCENTAGE","lead_distribution_percentage":40,
  "seq_variants":[
   {"id":2535,"subject":"Returns","email_body":"<p>Hi {{first_name}}</p>","variant_label":"A",
    "variant_distribution_percentage":60},
   {"subject":"Labels","email_body":"<p>Hello</p>","variant_label":"B","variant_distribution_percentage":40}]},
 {"id":null,"seq_number":2,"seq_delay_details":{"delay_in_days":3},"subject":"","email_body":"<p>Bump</p>"}]}"""

SMARTLEAD_READ = """[
  {"id":8494,"created_at":"2026-01-05T10:00:00Z","updated_at":null,"email_campaign_id":17,"seq_number":1,
   "seq_delay_details":{"delayInDays":0},"subject":"","email_body":"",
   "sequence_variants":[{"id":2535,"variant_label":"A","subject":"Returns","email_body":"<p>Hi {{first_name}}</p>"},
                        {"id":2536,"variant_label":"B","subject":"Labels","email_body":"<p>Hello</p>"}]},
  {"id":8495,"seq_number":2,"seq_delay_details":{"delayInDays":3},"subject":"","email_body":"<p>Bump</p>",
   "sequence_variants":null}
]"""

SMARTLEAD_GUIDE = """{"sequences":[{"seq_number":1,"seq_delay_details":{"delay_in_days":0},
  "variants":[{"subject":"Returns","email_body":"<p>Hi {{first_name}}</p>","variant_distribution":50},
              {"subject":"Labels","email_body":"<p>Hello</p>","variant_distribution":50}]}]}"""

LEMLIST = """{"seq_J":{"_id":"seq_J","steps":[
  {"_id":"stp_1","delay":0,"emailTemplateId":"etp_1","type":"linkedinInvite","index":1,
   "message":"Hey {{firstName}}, hello"},
  {"_id":"stp_2","delay":1,"emailTemplateId":"etp_2","index":2,
   "subject":"{{firstName}}, returns","message":"<p>Hey</p>",
   "abTest":{"stepId":"stp_2","subject":"Labels","message":"<p>Hi</p>","cc":[],"plainText":false}},
  {"_id":"stp_3","delay":2,"type":"linkedinVisit","index":3},
  {"_id":"stp_4","delay":3,"type":"email","subject":"","message":"<p>Bump</p>","index":4}]}}"""

APOLLO = """{"emailer_campaign":{"id":"c1","name":"Q1 sequence","active":false,"num_steps":2,"ab_test_step_ids":["s1"]},
 "emailer_steps":[
  {"id":"s2","emailer_campaign_id":"c1","position":2,"type":"call","wait_mode":"day","wait_time":2,
   "note":"Hello, this is {{sender_first_name}}."},
  {"id":"s1","emailer_campaign_id":"c1","position":1,"type":"auto_email","wait_mode":"minute","wait_time":30,"note":null}],
 "emailer_touches":[
  {"id":"t2","emailer_step_id":"s1","emailer_template_id":"m2","status":"to_be_reviewed"},
  {"id":"t1","emailer_step_id":"s1","emailer_template_id":"m1","status":"to_be_reviewed"}],
 "emailer_templates":[
  {"id":"m1","subject":"Returns","body_html":"<p>Hi {{first_name}}</p>","body_text":"Hi {{first_name}} and all"},
  {"id":"m2","subject":"Labels","body_html":"<p>Hello</p>"}]}"""

OUTREACH = """{"data":{"type":"sequence","id":7,"attributes":{
   "name":"Q1 sequence","sequenceType":"interval","locked":false}},
 "included":[
  {"type":"sequenceStep","id":11,"attributes":{"stepType":"auto_email","order":1,"interval":0}},
  {"type":"sequenceStep","id":12,"attributes":{"stepType":"auto_email","order":2,"interval":172800}},
  {"type":"sequenceStep","id":13,"attributes":{
    "stepType":"call","order":3,"interval":3600,"taskNote":"Hello, this is me."}},
  {"type":"sequenceTemplate","id":21,"attributes":{"isReply":false,"enabled":true},
   "relationships":{"sequenceStep":{"data":{"type":"sequenceStep","id":11}},
    "template":{"data":{"type":"template","id":31}}}},
  {"type":"sequenceTemplate","id":22,"attributes":{"isReply":false,"enabled":false},
   "relationships":{"sequenceStep":{"data":{"type":"sequenceStep","id":11}},
    "template":{"data":{"type":"template","id":32}}}},
  {"type":"sequenceTemplate","id":23,"attributes":{"isReply":true,"enabled":true},
   "relationships":{"sequenceStep":{"data":{"type":"sequenceStep","id":12}},
    "template":{"data":{"type":"template","id":33}}}},
  {"type":"template","id":31,"attributes":{"name":"One","subject":"Returns","bodyHtml":"<p>Hi {{first_name}}</p>"}},
  {"type":"template","id":32,"attributes":{"name":"Two","subject":"Labels","bodyHtml":"<p>Hello</p>"}},
  {"type":"template","id":33,"attributes":{
    "name":"Three","subject":"","bodyHtml":"<p>Bump</p>","bodyText":"Bump of it all"}}]}"""

SALESLOFT = """{"data":{"settings":{"name":"Q1 cadence","target_daily_people":50,"cadence_function":"outbound"},
 "sharing_settings":{"team_cadence":true,"shared":true},
 "cadence_content":{"cadence_id":123,"step_groups":[
  {"day":1,"automated":true,"due_immediately":false,"reference_id":1,"automated_settings":{"send_type":"at_time"},
   "steps":[{"enabled":true,"name":"Intro","type":"Email","type_settings":{"previous_email_step_group_reference_id":null,
     "email_template":{"title":"One","subject":"Returns","body":"<p>Hi {{first_name}}</p>"}}}]},
  {"day":4,"automated":false,"reference_id":2,"steps":[
    {"enabled":false,"name":"Bump","type":"Email","type_settings":{"previous_email_step_group_reference_id":1,
     "email_template":{"title":"Two","subject":"","body":"<p>Bump</p>"}}},
    {"enabled":true,"name":"Call","type":"Phone","type_settings":{"instructions":"Hello, this is me."}}]}]}}}"""

HUBSPOT = """{"id":"1","name":"Q1","steps":[{"actionType":"EMAIL","delayMillis":0,"stepOrder":0,
 "emailPattern":{"templateId":"55","threadEmailToStepOrder":null}}],"settings":{"sellingStrategy":"LEAD_BASED"}}"""

SHAPES = {
    "instantly": (INSTANTLY,),
    "smartlead": (SMARTLEAD_WRITTEN, SMARTLEAD_READ, SMARTLEAD_GUIDE),
    "lemlist": (LEMLIST,),
    "apollo": (APOLLO,),
    "outreach": (OUTREACH,),
    "salesloft": (SALESLOFT,),
}
"""By platform; Mailshake's shape is not verified anywhere, and HubSpot's holds no words."""
