#!/bin/sh
# Makes trino-476.jsonl anew: fetches Trino's parser from Maven Central and asks it. Needs Maven and a
# JDK 24 or newer in JAVA_HOME.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cat > "$work/pom.xml" <<'POM'
<project>
  <modelVersion>4.0.0</modelVersion>
  <groupId>tarn</groupId><artifactId>goldens</artifactId><version>1</version>
  <dependencies>
    <dependency><groupId>io.trino</groupId><artifactId>trino-parser</artifactId><version>476</version></dependency>
  </dependencies>
</project>
POM
mvn -q -B -f "$work/pom.xml" dependency:copy-dependencies -DoutputDirectory="$work/lib"
"$JAVA_HOME/bin/java" -cp "$work/lib/*" "$here/Generate.java" "$here/inputs" "$here/trino-476.jsonl"
python3 "$here/format.py" | "$JAVA_HOME/bin/java" -cp "$work/lib/*" "$here/Format.java" > "$here/formatted-476.jsonl"
