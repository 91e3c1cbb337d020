#!/usr/bin/env python3
"""Renders inputs/* with Python's Jinja2 and writes what it gave to expected/*.json. The C++ test renders the same and compares.

    deps/venv/bin/python tests/golden/jinja/generate.py

inputs/*.lines: every line is a template; empty lines and lines that start with ## are skipped.
inputs/*.txt: cases of several lines, each under "=== name".
In both, %%context {json} and %%options {json} hold for the file when they stand before the first case, else for their case. In a .txt,
%%file NAME starts another template that the case can load and %%main the case's own; %%source "json string" is its own on one line.
Options: trim_blocks, lstrip_blocks, keep_trailing_newline, undefined (strict | chainable | dbt), native (jinja | dbt).
"""
import json
import pathlib

import jinja2
import jinja2.nativetypes
from dbt_common.clients import jinja as dbt_jinja

HERE = pathlib.Path(__file__).resolve().parent
UNDEFINED = {"strict": jinja2.StrictUndefined, "chainable": jinja2.ChainableUndefined, "dbt": dbt_jinja.create_undefined()}


def parse(path):
    """Yields (name, context, options, files); files[""] is the case's own template."""
    context, options, case, cases = {}, {}, None, []
    current = None
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
        word, _, rest = line.partition(" ")
        if path.suffix == ".lines":
            if word == "%%context":
                context = json.loads(rest)
            elif word == "%%options":
                options = json.loads(rest)
            elif line and not line.startswith("##"):
                cases.append((f"line {number}", context, options, {"": line}))
            continue
        if word == "===":
            case = [rest, context, options, {"": []}]
            current = ""
            cases.append(case)
        elif word == "%%context":
            if case:
                case[1] = {**case[1], **json.loads(rest)}
            else:
                context = json.loads(rest)
        elif word == "%%options":
            if case:
                case[2] = {**case[2], **json.loads(rest)}
            else:
                options = json.loads(rest)
        elif word == "%%file":
            current = rest
            case[3][current] = []
        elif word == "%%main":
            current = ""
        elif word == "%%source":
            case[3][""] = json.loads(rest)
        elif case and isinstance(case[3][current], list):
            case[3][current].append(line)
    if path.suffix == ".txt":
        for case in cases:
            for name, lines in case[3].items():
                if isinstance(lines, list):
                    while lines and lines[-1] == "":
                        lines.pop()
                    case[3][name] = "\n".join(lines)
    return cases


def render(context, options, files):
    main = files[""]
    if options.get("native") == "dbt":
        return repr(dbt_jinja.get_template(main, context, native=True).render(context))
    kind = jinja2.nativetypes.NativeEnvironment if options.get("native") == "jinja" else jinja2.Environment
    settings = {key: options[key] for key in ("trim_blocks", "lstrip_blocks", "keep_trailing_newline") if key in options}
    if "undefined" in options:
        settings["undefined"] = UNDEFINED[options["undefined"]]
    environment = kind(
        loader=jinja2.DictLoader({**files, "main": main}), extensions=["jinja2.ext.do", "jinja2.ext.loopcontrols"], **settings
    )
    result = environment.get_template("main").render(**context)
    return repr(result) if options.get("native") else result


def outcome(name, context, options, files):
    try:
        return {"name": name, "output": render(context, options, files)}
    except jinja2.TemplateSyntaxError as error:
        return {"name": name, "error": type(error).__name__, "message": error.message, "line": error.lineno}
    except SyntaxError as error:  # 'break' outside loop
        return {"name": name, "error": "TemplateSyntaxError", "message": error.msg}
    except Exception as error:  # what a template raises is what is recorded
        return {"name": name, "error": type(error).__name__, "message": str(error)}


def main():
    for path in sorted((HERE / "inputs").iterdir()):
        results = [outcome(*case) for case in parse(path)]
        names = [result["name"] for result in results]
        assert len(set(names)) == len(names), f"a name twice in {path}"
        lines = ",\n".join(json.dumps(result, ensure_ascii=False) for result in results)
        (HERE / "expected" / f"{path.name}.json").write_text(f"[\n{lines}\n]\n", encoding="utf-8")
        failed = sum("error" in result for result in results)
        print(f"{path.name}: {len(results)} cases, {failed} of them errors")


if __name__ == "__main__":
    (HERE / "expected").mkdir(exist_ok=True)
    main()
