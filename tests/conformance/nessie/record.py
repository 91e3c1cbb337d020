"""Writes the goldens: record.py BASE_URL FILE, with a real Nessie server that has an empty repository.

    java -Dnessie.version.store.type=IN_MEMORY -Dquarkus.http.port=29120 -jar nessie-quarkus-0.99.0-runner.jar
    python3 record.py http://127.0.0.1:29120/api ../../golden/nessie/answers.json

The server is org.projectnessie.nessie:nessie-quarkus:0.99.0:runner of Maven Central; it needs Java 21.
"""
import json
import sys

import calls
import recorder

call = recorder.Call(sys.argv[1])
calls.run(call)
with open(sys.argv[2], "w") as file:
    json.dump(call.answers, file, indent=1, ensure_ascii=False, sort_keys=True)
    file.write("\n")
print(f"{len(call.answers)} answers")
