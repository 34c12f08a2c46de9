#!/usr/bin/env python3
"""Turns the corpus of gen_corpus.py into a folder that `commune-province publish` takes.

    gen_corpus.py -n 10000 | corpus_to_markdown.py FOLDER

One record a file, FOLDER/00001.md and so on, each a permanent disclosure of one commune; what the corpus calls a category
becomes the item of Law 10/2022/QH15, Article 11, under which a commune would publish it. Standard library only.
"""
import json
import pathlib
import sys

ITEMS = {
    "Đất đai": "D03", "Quy hoạch - xây dựng": "D03", "Đầu tư công": "D03", "Ngân sách - tài chính": "D02",
    "Thủ tục hành chính": "D13", "An sinh xã hội": "D07", "Nông nghiệp": "D07", "Thiên tai - an ninh": "D08",
    "Tiếp công dân": "D10", "Cán bộ - tuyển dụng": "D04", "Y tế": "D14", "Giáo dục": "D14", "Môi trường": "D14",
}


def quoted(text):
    """A TOML basic string."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def markdown(record):
    # "Chủ tịch Nguyễn Văn An": a name of three words stands at the end.
    words = record["signer"].split(" ")
    post, name = " ".join(words[:-3]), " ".join(words[-3:])
    head = [
        'kind = "disclosure"',
        f'item = "{ITEMS[record["category"]]}"',
        f"title = {quoted(record['title'])}",
        f"doc_no = {quoted(record['number'])}",
        f'doc_date = "{record["issued_at"]}"',
        f"issuer = {quoted('Ủy ban nhân dân ' + record['commune'])}",
        f"signer_name = {quoted(name)}",
        f"signer_title = {quoted(post)}",
        'scope = "commune"',
        f'from = "{record["published_at"][:10]}"',
    ]
    body = record["body"].replace("\n", "\n\n")
    return "+++\n" + "\n".join(head) + "\n+++\n\n" + body + "\n"


def convert(lines, folder):
    """Writes one file a line; gives their number."""
    folder = pathlib.Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    count = 0
    for line in lines:
        record = json.loads(line)
        (folder / f"{record['id']:05}.md").write_text(markdown(record), encoding="utf-8")
        count += 1
    return count


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__.split("\n\n")[1].strip())
    sys.stdin.reconfigure(encoding="utf-8")
    print(convert(sys.stdin, sys.argv[1]), "records in", sys.argv[1])
