# The catalogue: what certifications there are, what earns and what renews them.

certifications-title = Certifications
certifications-lede = What each certification asks for, and what renews it. Open to everyone.
certifications-none = The catalogue is empty.

kind-fundamentals = Fundamentals
kind-role-based = Role-based
kind-associate = Associate
kind-expert = Expert
kind-specialty = Specialty

certification-retires = From { $at } on it can be neither earned nor renewed.
certification-superseded = A newer certification has replaced this one.
certification-never-expires = It never expires.
certification-yearly = It is valid for a year. No renewal assessment is published yet.
certification-renewed-yearly = It is valid for a year and renewed by a free assessment.

measured-title = What is measured
prerequisites-title = Prerequisites
prerequisites-lede = Held and valid on the day the certification is earned.
exams-title = Exams that earn it
exams-one-of = One of these:

assessment-title = The renewal assessment
assessment-none = No renewal assessment is published.
assessment-questions = Questions
assessment-time = Time
assessment-mark = Needed to pass
assessment-languages = Languages
assessment-version = Version
assessment-free = Free, open book, no appointment

prepare-title = Prepare
renewal-measured-title = What the renewal measures
renewal-measured-lede = The assessment itself is not published yet.
prepare-lede = The skills that the assessment measures, with modules to read at any time.
prepare-share = { $count ->
    [one] 1 question
   *[other] { $count } questions
}
prepare-no-modules = No modules are listed for this skill.
prepare-minutes = { $minutes ->
    [one] 1 min
   *[other] { $minutes } min
}
