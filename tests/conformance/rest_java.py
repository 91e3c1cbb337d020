"""Iceberg Java's REST client, the one that Trino and Spark use, works on a live `tarn serve`: java/RestCatalogLife.java tells what.

    rest_java.py TARN SOURCE"""
import pathlib
import sys

from java_peer import Java
from served_lake import ServedLake


def main():
    source = pathlib.Path(sys.argv[2])
    if not list((source / "deps" / "java").glob("httpclient5-*.jar")):
        print("skipped: the jars of the REST client are not there; run deps/install --test")
        sys.exit(77)
    with ServedLake(sys.argv[1]) as lake:
        print(Java(source, lake.folder).run("RestCatalogLife", lake.uri), end="")


main()
