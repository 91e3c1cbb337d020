"""PostgreSQL's JDBC driver works on a live `tarn serve --postgres`: java/PostgresJdbc.java.

    postgres_jdbc.py TARN SOURCE_FOLDER"""
import pathlib
import subprocess
import sys

from postgres_lake import PostgresLake


def main():
    source = pathlib.Path(sys.argv[2])
    jar = next((source / "deps" / "java").glob("postgresql-*.jar"), None)
    if jar is None:
        sys.exit(77)
    with PostgresLake(sys.argv[1]) as lake:
        program = source / "tests" / "conformance" / "java" / "PostgresJdbc.java"
        url = f"jdbc:postgresql://127.0.0.1:{lake.port}/iceberg"
        if subprocess.run(["java", "-cp", str(jar), str(program), url]).returncode != 0:
            sys.exit("the JDBC driver met something else than it wanted")


main()
