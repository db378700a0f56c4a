"""What interviewers saw in six months, by trait and how far it went, and what they wrote for sending. All made up."""

LOW, MIDDLE, HIGH = "low", "middle", "high"

NOTES: dict[str, dict[str, tuple[str, ...]]] = {
    "motivation": {
        LOW: (
            "Asked twice about the title and once about the team; no problem they would miss if it were gone.",
            "Their hardest piece of work was assigned; could not say what drew them to it afterwards.",
            "Lost interest audibly when the task needed a second pass, and said they prefer greenfield.",
            "Knew our name from an advert; had not looked at what we build.",
            "Described five technologies they want to use, none of them for a reason.",
        ),
        MIDDLE: (
            "Picked a slow import job at work because nobody else wanted it; one link to what we do.",
            "Took an evening course in statistics to read the reports their team produced.",
            "Named flaky tests as the problem they would take up here, without being asked.",
            "Left a quiet post because the work repeated itself; could say what they look for instead.",
            "Chose the parser for their thesis although the advisor offered an easier topic.",
            "Follows two open source schedulers and reads their release notes; has not contributed.",
            "Wants to work nearer to users, and gave an example of a report nobody opened.",
        ),
        HIGH: (
            "Spent a winter on a chess clock whose drift annoyed them; measured it before and after.",
            "Asked how we notice that a model got worse, and had two ideas of their own by the end.",
            "Kept a public transport dataset clean for three years, for nobody but its eleven users.",
            "Rewrote their club's booking tool twice; told us why the first rewrite was a mistake.",
            "Had read our changelog and asked why a feature was taken back in March.",
            "Learned enough about compilers to mend a bug that blocked their team for a month.",
            "Turned down an easier post to see a migration through; named the day it was done.",
            "Builds weather stations for schools; the third version survives the rain.",
        ),
    },
    "problem_solving": {
        LOW: (
            "Began to type at once; after ten minutes the loop still skipped its last element.",
            "Could not say what an empty list should give, with both hints.",
            "Changed three lines at a time and did not run any of them.",
            "Mistook the index for the value all the way through, and did not see it in the output.",
            "Copied a solution from memory that answers another question, and defended it.",
            "Stopped at the first error message without reading it to its end.",
            "Asked for the algorithm's name; without it there was no first step.",
            "The reasoning jumped: we could not tell which case the code was meant for.",
        ),
        MIDDLE: (
            "Stated a plan in two sentences; needed one hint for the run at the end of the text.",
            "Working code after 15 minutes, two cases tested by hand, the plateau missed.",
            "Found the off-by-one alone by printing the last step.",
            "Asked what touching intervals should do before writing, and handled it.",
            "Used a dictionary at once; the broken line came up only when we asked.",
            "Wrote the check first, then the loop; names were short but told apart.",
            "Took the slow way knowingly and said what the fast one would need.",
            "Had to be asked about n = 0, then found n = 1 alone.",
            "Explained each line to us and noticed a wrong one while doing so.",
            "Got there with one hint: which bracket has to close next.",
        ),
        HIGH: (
            "Named three edge cases before the first line; all three were in the tests at the end.",
            "Compared sorting with counting, took counting, and said for which input that is wrong.",
            "Solved it in nine minutes and used the rest to take it apart into two functions.",
            "Halved the list and proved on paper why the dropped half cannot matter.",
            "Saw that our statement was ambiguous, asked, and wrote the answer into a test.",
            "Drew the intervals on a line first; the code then was six lines and right.",
            "Adapted it to a stream without starting anew: only the state moved into a class.",
            "Told time and space cost without being asked, and where the constant matters.",
            "Deleted their first version after five minutes because the second was simpler.",
            "Explained why the queue was dropped, who found the mistake and what it had cost.",
        ),
    },
    "independent_execution": {
        LOW: (
            "Stalled when pip reported a conflict, and waited for us to say what to do.",
            "Installed everything globally; the second project on the machine broke.",
            "Every part of the project they described was designed by the lead; they wrote the tests.",
            "Did not find the README's second section until we named it.",
        ),
        MIDDLE: (
            "Followed the README to the letter; two nudges until the variable was in the right file.",
            "Own environment worked; was unsure which package manager the repository wanted.",
            "Built the export of that project alone, the rest in a pair.",
            "Asked one fair question about the port, after looking in the settings.",
            "Had it running after 38 minutes; the missing .env was found by reading the trace.",
            "Owned the retry logic from design to release; the queue was given.",
        ),
        HIGH: (
            "Clean environment, tests green in 25 minutes, and a line for the README as a patch.",
            "Read the log, found the missing .env and mended the example on the way.",
            "Designed and shipped the whole reconciliation job; colleagues only read it.",
            "Knew at once which of the two lock files was stale, and said how they knew.",
            "Wrote a ten-line script so that the next one need not do the setup by hand.",
            "Took the service from an idea to its first hundred users alone, on-call included.",
        ),
    },
    "resilience": {
        LOW: (
            "After the second failed installation they asked whether we could skip this part.",
            "Blamed the repository, then the network; tried the same command five times.",
            "Their long migration was handed over when it became tedious.",
        ),
        MIDDLE: (
            "Tried three ways to start the database before asking; noted each of them.",
            "Was quiet for two minutes after the failure, then read the log from the top.",
            "Finished the data clean-up of their thesis, two dull weeks by their own account.",
            "Took a break when stuck, came back with another guess, and it held.",
        ),
        HIGH: (
            "Four failures in a row, each time one guess, one test, one note. The fifth attempt ran.",
            "Carried a payment migration for eight months, with the rollback written first.",
            "Went back to the last state that worked instead of piling up changes.",
            "Mended 212 flaky tests over a spring; had the chart with them.",
            "Laughed at the third error and read it aloud, word by word. That was the cause.",
        ),
    },
    "outcome_orientation": {
        LOW: (
            "Told us the stack in detail; could not say who used it.",
            "Done meant merged. Whether it helped was somebody else's question.",
            "No figure, no user, no date: the project was a list of components.",
        ),
        MIDDLE: (
            "Knew the goal, fewer support mails, and that they halved; not why.",
            "Cut the admin screens to make the date, and said who was unhappy with that.",
            "Success was one report a week, read by two people; they had asked those two.",
            "Could name what users gained, and one thing that was built for nobody.",
        ),
        HIGH: (
            "Measured the wait before and after, found no gain, and took the feature out again.",
            "Changed the goal from speed to fewer wrong matches once the logs showed it.",
            "Shipped the manual version first to learn whether anybody wanted it.",
            "Knew cost per request before and after, and which half of it was luck.",
            "Dropped two of five features on purpose; told us what each would have cost.",
        ),
    },
    "transparency": {
        LOW: (
            "Said they wrote the scheduler; under questions it was a configuration file.",
            "Never once said that they did not know; two answers were wrong.",
            "The outage in their story was operations, then the vendor, then the weather.",
        ),
        MIDDLE: (
            "Said “I don't know” twice, and once looked it up while we waited.",
            "Told apart what they built and what they were given, after we asked.",
            "Named one real mistake, a deleted index, and who noticed it.",
            "Was open that the numbers on the slide are estimates.",
        ),
        HIGH: (
            "Began with what the project does not do, and which claim in the CV is generous.",
            "Corrected their own answer from ten minutes before, unasked.",
            "Gave a colleague by name the credit for the idea we praised.",
            "Told the client about the wrong invoices before anybody had noticed them.",
            "Marked in the diagram which boxes they understand and which they only use.",
        ),
    },
    "reliability": {
        LOW: (
            "The release slipped three times; each time others learned of it on the day.",
            "Could not name anything that somebody depended on them for.",
            "Promised us the link to the project last week; it did not come.",
        ),
        MIDDLE: (
            "Warned a week ahead that the import would be late, with a smaller plan in hand.",
            "Keeps a list of what was promised; showed us this week's, half of it done.",
            "Covered on-call for a sick colleague and wrote a handover.",
        ),
        HIGH: (
            "Two years of releases every second Thursday; missed one, and told us why.",
            "Renegotiated a date with three teams before the first of them was waiting.",
            "Was the one person called at night, and made that unnecessary within a year.",
            "Does in the session what they announce: each step was said, done and ticked off.",
        ),
    },
}

STRENGTHS: dict[str, tuple[str, ...]] = {
    "screening": (
        "You asked what an empty list should give before you wrote a line.",
        "You talked us through your plan and kept to it.",
        "You said openly where you were stuck, and why.",
        "You ran your code after each small step.",
        "You gave your functions names that explained themselves.",
        "You took our hint and made it your own within a minute.",
        "You stayed friendly and curious to the last minute.",
        "You told us plainly what you are looking for in your work.",
        "You tested the case that worried you most first.",
        "You threw away your first idea when you saw a simpler one.",
    ),
    "repo_setup": (
        "You read the error message to its end and mended the cause.",
        "You kept calm when the second installation failed.",
        "You left the README clearer than you found it.",
        "You said each step before you took it.",
        "You asked a fair question at the right moment.",
        "You went back to the last state that worked, without haste.",
    ),
    "project_deep_dive": (
        "You told us plainly which part was yours and which was not.",
        "You could say what the project was for in one sentence.",
        "You gave your team the credit for the idea.",
        "You explained a decision you would take differently today.",
        "You drew the system so that we could follow it at once.",
        "You knew what your work had changed for the people who use it.",
        "You said so when you had reached the limit of what you know.",
    ),
}

NEXT_STEP = (
    "Plans before typing, checks at the end.",
    "Solved the task alone; clear about their reasons.",
    "One hint, then steady. Worth a longer look.",
    "Strong reasoning; we want to see the setup.",
    "Both cards agree on what we saw.",
)
NO_AFTER_SCREENING = (
    "The task stayed open, with every hint given.",
    "Working code only in part, and the reasoning could not be followed.",
    "We saw no plan, and no check at the end.",
    "Good conversation; the exercise did not carry it.",
)
NO_AFTER_ONSITE = (
    "We cannot give the support that the first months would need.",
    "Own part in the project stayed small, in both conversations.",
    "The setup needed more direction than a first week here has.",
    "Careful work, but little of it was driven to an outcome.",
)
YES = (
    "Independent in the setup, honest about the project's limits.",
    "Drove hard work to an end that users felt; learns quickly.",
    "Reasons clearly under change, and says what is not known.",
    "Reliable over years; the debrief agrees on the strengths.",
)
OTHER_VIEW = (
    "Reading the setup card I weigh the nudges more than I did.",
    "The deep dive showed the reasons that I had missed.",
    "Two of us saw the same gap independently.",
    "What Cy heard about the migration answers my doubt.",
)
WITHDREW = (
    "Took an offer nearer to home; was kind about it.",
    "Stays where they are after a new contract.",
    "Needs a part-time post, which this is not.",
    "Moves abroad in spring; writes again from there, perhaps.",
)
DECLINED = (
    "Salary: another offer was 8,000 higher.",
    "Prefers a fully remote team.",
    "Chose a post in research.",
    "Family reasons; would have liked to come.",
)
