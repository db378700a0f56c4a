"""How long things may be, so that every one of them fits where people read it. Counts of characters, or of entries."""

OPTION = 75  # label of an option, a radio button or a tick
TITLE = 24  # title of a form
TICKS = 10  # ticks or radio buttons in one group
CHOICES = 100  # options in one menu
ANCHOR = 140
SENTENCE = 300
PARAGRAPH = 3000  # text of one section, and of one text field
SUBJECT = 150
