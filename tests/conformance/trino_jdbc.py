"""Trino's JDBC driver works on a live `tarn serve`: java/Jdbc.java.

    trino_jdbc.py TARN SOURCE_FOLDER"""
import pathlib
import subprocess
import sys

from served_lake import ServedLake


def main():
    source = pathlib.Path(sys.argv[2])
    jar = next((source / "deps" / "java").glob("trino-jdbc-*.jar"))
    with ServedLake(sys.argv[1]) as lake:
        url = lake.urls["Trino protocol"].replace("http://", "jdbc:trino://") + "/iceberg"
        program = source / "tests" / "conformance" / "java" / "Jdbc.java"
        if subprocess.run(["java", "-cp", str(jar), str(program), url]).returncode != 0:
            sys.exit("the JDBC driver met something else than it wanted")


main()
