"""Signs in to the demo, begins two attempts, sends an exam result with the key in $KEY, and writes the
description of the HTTP API with all their ids as examples: python3 api.py ADDRESS FILE. Prints the
cookie of the session. What does not work is told by an exception."""

import json
import os
import sys
import urllib.parse
import urllib.request

address, file = sys.argv[1:]
session = ""


def ask(path, form=None, batch=None):
    global session
    headers = {"Accept": "application/json", "Cookie": session}
    body = urllib.parse.urlencode(form).encode() if form else None
    if batch:
        body = json.dumps(batch).encode()
        headers |= {"Content-Type": "application/json", "Authorization": f"Bearer {os.environ['KEY']}"}
    request = urllib.request.Request(address + path, body, headers)
    with urllib.request.urlopen(request) as answer:
        session = answer.headers.get("Set-Cookie", session).split(";")[0]
        return json.load(answer)


# She has an attempt that is open and a credential on which another can be started.
ask("/api/sign-in", {"email": "resuming@example.com", "password": "perennial-demo"})
credentials = ask("/api/dashboard")["credentials"]
start = {"credential_id": "", "language": "en", "agreement": "true"}
saved, submitted = [
    ask("/api/attempts/start", start | {"credential_id": credential["id"]})
    for credential in credentials
]
question = saved["questions"][0]
result = {
    "result_id": "example",
    "person": {"login": "resuming@example.com"},
    "exam": "AZ-104",
    "passed": True,
    "taken_at": "2026-03-01T09:00:00Z",
    "beta": False,
}
ask("/api/exam-results", batch={"results": [result]})

description = ask("/api/openapi.json")
examples = {
    "ExamResults": {"results": [result]},
    "Start": start | {"credential_id": credentials[0]["id"], "agreement": True},
    "Save": {
        "attempt_id": saved["id"],
        "question_id": question["id"],
        "choice[]": [question["options"][0]["id"]],
        "revision": 2**31,
    },
    "Submit": {"attempt_id": submitted["id"]},
}
for name, example in examples.items():
    description["components"]["schemas"][name]["example"] = example
for path, example in {"/api/credential": credentials[0]["id"], "/api/attempt": saved["id"]}.items():
    description["paths"][path]["get"]["parameters"][0]["example"] = example
with open(file, "w") as out:
    json.dump(description, out)
print(session)
