"""Mails: subject, sender, the part that a reader sees."""

from __future__ import annotations

from email.message import EmailMessage

import pytest

from briefing.reading.formats.mail import looks_like_mail, parse_mail
from briefing.reading.formats.parts import Refusal


def mail(plain: str, rich: str = "", subject: str = "Morning letter") -> EmailMessage:
    message = EmailMessage()
    message["From"] = "Harbour Gazette <news@gazette.example>"
    message["To"] = "reader@example.org"
    message["Subject"] = subject
    message["Date"] = "Tue, 17 Jun 2025 08:00:00 +0000"
    message.set_content(plain)
    if rich:
        message.add_alternative(rich, subtype="html")
    return message


def test_the_plain_part_is_read() -> None:
    assert (
        parse_mail(mail("First line\n\nSecond line").as_bytes()).text
        == "Morning letter\n\nFirst line\n\nSecond line"
    )


def test_a_stub_beside_a_full_html_part_is_not_taken() -> None:
    message = mail(
        "View in browser", "<h1>Bridge</h1><p>The council agreed to repair the bridge.</p>"
    )
    assert (
        parse_mail(message.as_bytes()).text
        == "Morning letter\n\nBridge\nThe council agreed to repair the bridge."
    )


def test_hidden_preview_text_is_left_out() -> None:
    message = mail(
        "x",
        "<div style='display:none'>Preview</div><p>The council agreed to repair the bridge.</p>",
    )
    assert "Preview" not in parse_mail(message.as_bytes()).text


def test_forward_marks_are_cut_off_the_subject() -> None:
    assert (
        parse_mail(mail("Text", subject="Fwd: Re: Bridge").as_bytes()).sections[0].title == "Bridge"
    )


def test_attachments_are_noted() -> None:
    message = mail("Text")
    message.add_attachment(b"x", maintype="application", subtype="pdf", filename="a.pdf")
    assert parse_mail(message.as_bytes()).notes == ("1 attachments were not read",)


def test_encoded_subjects_are_decoded() -> None:
    assert parse_mail(mail("Text", subject="Brücke").as_bytes()).sections[0].title == "Brücke"


def test_a_text_with_a_colon_is_no_mail() -> None:
    assert not looks_like_mail(b"Subject: the bridge\nThe council agreed.\n")


def test_a_newsletter_has_a_section_under_each_heading_with_text() -> None:
    story = "<p>The council agreed to repair the bridge before winter.</p>"
    rich = f"<h1>The Letter</h1><h2>News</h2><h2>Bridge</h2>{story}<h2>Ferry</h2>{story}<p>Unsubscribe</p>"
    found = parse_mail(mail("x", rich).as_bytes())
    assert [(s.title, found.text[s.start : s.end].split("\n")[0]) for s in found.sections] == [
        ("Bridge", "Bridge"),
        ("Ferry", "Ferry"),
    ]


def test_bold_lines_head_the_stories_of_a_newsletter_made_of_tables() -> None:
    story = "The council agreed to repair the bridge before winter.<br><b>By the numbers:</b> 4 million."
    cells = [f"<tr><td><b>{title}</b><br>{story}</td></tr>" for title in TITLES]
    rich = f"<table><tr><td>View in browser</td></tr>{''.join(cells)}</table>"
    found = parse_mail(mail("", rich).as_bytes())
    assert [section.title for section in found.sections] == TITLES


TITLES = ["Old bridge to be repaired", "The new ferry is late again"]


@pytest.mark.parametrize(
    ("sender", "outlet"),
    [
        ("Tarn Gazette <a@t.example>", "Tarn Gazette"),
        ("Tarn Gazette Alerts <a@t.example>", "Tarn Gazette"),
        ("Ida Falk at The Tarn Echo <a@t.example>", "The Tarn Echo"),
        ("Ida from The Tarn Echo <a@t.example>", "The Tarn Echo"),
        ("\"'Tarn Echo' via Desk\" <a@t.example>", "Tarn Echo"),
        ("Voices from Tarn <a@t.example>", "Voices from Tarn"),
        ("Ida Falk <ida@t.example>", "Ida Falk"),
        ("desk@relay.example", ""),
    ],
)
def test_the_sender_is_the_outlet_without_its_services(sender: str, outlet: str) -> None:
    data = f"From: {sender}\nTo: b@b.example\nSubject: Bridge\n\nIt is closed.\n"
    assert parse_mail(data.encode()).sections[0].outlet == outlet


def test_a_byline_gives_the_senders_name_in_full() -> None:
    data = b"From: Courier Breaking <a@t.example>\nSubject: x\n\nBy Ida Falk, Port Tarn Courier\n\nIt rained."
    assert parse_mail(data).sections[0].outlet == "Port Tarn Courier"


def test_a_forwarded_letter_is_that_of_its_own_sender() -> None:
    story = (
        "The council agreed to repair the bridge before winter, its chairman said on Monday at noon. "
        * 2
    )
    inner = f"---------- Forwarded message ---------\nFrom: Tarn Gazette <a@t.example>\nDate: Mon, 16 Jun 2025 at 07:40\nSubject: Bridge\nTo: me\n\n{story}"
    made = parse_mail(mail(f"see below\n\n{inner}", subject="Fwd: Bridge").as_bytes())
    (section,) = made.sections
    assert (section.outlet, section.published, section.title) == ("Tarn Gazette", "Mon, 16 Jun 2025 at 07:40", "Bridge")  # fmt: skip
    assert made.text.split("\n")[0] == "Bridge"
    assert "see below" not in made.text
    assert any("sent on" in note for note in made.notes)


def test_large_type_heads_the_stories_of_a_letter() -> None:
    story = "The council agreed to repair the bridge before winter, its chairman said."
    cells = "".join(f"<tr><td style='font:bold 20px Georgia'><a href='x'>{title}</a></td></tr><tr><td>{story}</td></tr>" for title in TITLES)  # fmt: skip
    assert [one.title for one in parse_mail(mail("", f"<table>{cells}</table>").as_bytes()).sections] == TITLES  # fmt: skip


def in_mails(levels: int, inside: bytes) -> bytes:
    mail = inside
    for level in range(levels):
        mark = b"b%d" % level
        head = b'From: c@d.example\nContent-Type: multipart/mixed; boundary="%s"\n\n' % mark
        mail = b"%s--%s\nContent-Type: message/rfc822\n\n%s\n--%s--\n" % (head, mark, mail, mark)
    return mail


MILL = b"From: Tarn Post <a@tarn.example>\nSubject: Mill\n\nIt rained on the old mill.\n"


@pytest.mark.parametrize("levels", [1, 2, 3, 300])
def test_a_mail_inside_several_mails_is_read_once(levels: int) -> None:
    made = parse_mail(in_mails(levels, MILL))
    assert made.text.count("It rained on the old mill.") == 1
    assert len(made.notes) <= 4


def test_a_mail_in_more_mails_than_can_be_opened_is_refused_with_the_way_out() -> None:
    with pytest.raises(Refusal, match="in too many mails: save it by itself"):
        parse_mail(in_mails(2_000, MILL))


@pytest.mark.parametrize("levels", [0, 1])
def test_of_a_digest_of_very_many_mails_the_first_are_read_also_where_it_was_sent_on(
    levels: int,
) -> None:
    digest = b"From: c@d.example\nContent-Type: multipart/digest; boundary=x\n\n"
    digest += b"".join(b"--x\n\n" + MILL for _ in range(1_200)) + b"--x--\n"
    assert parse_mail(in_mails(levels, digest)).text.count("It rained on the old mill.") == 50


POSTS = (
    "Ida Norn <ida@x.example>\nSubject: [Varno-L] FWD: the other side (Helm Times)\nContent-Type: text/plain; charset=us-ascii",
    "Dr B. Kost <kost@x.example>\nSubject: [Varno-L] he wrote it on the bus",
    "Helm Post <news@post.example>\nSubject: [Varno-L] Re: dues",
)
PROSE = "The river rose by two metres before the evening, and the men of the mill carried sandbags."
TEXTS = (
    f"For balance. I.\n\n---------- Forwarded text ----------\nHelm Times | Tuesday 17 June 2025\n\nNavy takes boats off Chodi\n\n{PROSE}\n\n---------- End of text ----------",
    f"enjoy\n\n*Helm 2 Sorn 1: no fingernails*\nTouchline, 17 June 2025\n\n{PROSE}",
    f"> Is it still 150?\n\nStill 150, the treasurer says, and {PROSE}",
)


def digest(posts: int = 3, rule: str = "-" * 30) -> bytes:
    pieces = [
        f"Message: {n}\nDate: Tue, 17 Jun 2025 0{n}:00:00 +0000\nFrom: {head}\nTo: varno-l@x.example\n\n{text}\n\n{rule}\n\n"
        for n, (head, text) in enumerate(zip(POSTS[:posts], TEXTS, strict=False), 1)
    ]
    top = "Today's Topics:\n\n   1. FWD\n\n" + "-" * 70 + "\n\n"
    return mail(
        top + "".join(pieces) + "End of Varno-L Digest, Vol 1\n", subject="Varno-L Digest"
    ).as_bytes()


def test_each_message_of_a_list_s_digest_is_a_mail_of_its_own() -> None:
    made = parse_mail(digest())
    assert made.media_type == "multipart/digest"
    assert [one.title for one in made.sections] == [
        "Navy takes boats off Chodi",
        "Helm 2 Sorn 1: no fingernails",
        "dues",
    ]
    assert [one.outlet for one in made.sections] == ["Helm Times", "", "Helm Post"]
    assert made.sections[1].published == "Tue, 17 Jun 2025 02:00:00 +0000"
    assert "Forwarded" not in made.text
    assert "Topics" not in made.text


def thread(top: str, bodies: list[str], numbered: str = "", **headers: str) -> bytes:
    rule = "-" * 30
    pieces = [
        f"{numbered and f'Message: {n}{chr(10)}'}From: Ida Norn <ida@x.example>\nDate: Tue, 17 Jun 2025 0{n}:00:00 +0000\nSubject: Boats of ward {n}\n\n{body}\n\n"
        for n, body in enumerate(bodies, 1)
    ]
    made = mail(f"{top}\n\n{'-' * 70}\n\n" + f"{rule}\n\n".join(pieces))
    for name, value in headers.items():
        made[name.replace("_", "-")] = value
    return made.as_bytes()


TOPICS = "Today's Topics:\n\n   1. Boats of ward 1\n   2. Boats of ward 2\n"


def said(post: int) -> list[str]:
    return [f"The {name} of ward {post} was told of the boats by two men that night." for name in ("boatman", "mayor", "baker", "watchman")]  # fmt: skip


@pytest.mark.parametrize(
    "form",
    [
        "{}\n\n{}\n\n{}\n\n{}",
        "{}\n\n------------------------------\n\n{}\n\n{}\n\n{}",
        "{}\n\nFares from July\n------------------------\nSingle ticket   3.20\n------------------------\n\n{}\n\n{}\n\n{}",
        "{}\n\n---------- Forwarded text ----------\nNavy takes boats\n\n{}\n\n---------- End of text ----------\n\n{}\n\n{}",
        "{}\n\n*Navy takes boats*\n\n{}\n\n{}\n\n------------------------------\nFrom here on: all is hearsay\n\n{}",
    ],
)
@pytest.mark.parametrize("frame", ["topics", "numbers", "List_Id", "X_Mailman_Version"])
def test_every_paragraph_of_a_digest_stands_in_its_mail(form: str, frame: str) -> None:
    told = [said(post) for post in (1, 2, 3)]
    headers = {frame: "varno.x.example"} if "_" in frame else {}
    top = TOPICS if frame == "topics" else "Mails of the day"
    numbered = "yes" if frame == "numbers" else ""
    made = parse_mail(thread(top, [form.format(*one) for one in told], numbered, **headers))
    assert made.media_type == "multipart/digest"
    assert len(made.sections) == 3
    for section, sentences in zip(made.sections, told, strict=True):
        text = made.text[section.start : section.end]
        places = [text.index(sentence) for sentence in sentences]
        assert places == sorted(places)


def test_an_ordinary_mail_with_others_below_it_is_no_digest() -> None:
    for headers in ({}, {"List_Id": "varno.x.example"}):
        made = parse_mail(thread(" ".join(said(1)), [said(2)[0], said(3)[0]], **headers))
        assert made.media_type == "message/rfc822"


def test_no_mail_of_a_long_digest_is_lost() -> None:
    made = parse_mail(thread(TOPICS, [" ".join(said(post)) for post in range(70)]))
    assert all(said(post)[0] in made.text for post in range(70))


@pytest.mark.parametrize("data", [digest(1), digest(rule="* * *")])
def test_a_letter_with_one_header_block_or_no_rules_is_none(data: bytes) -> None:
    assert parse_mail(data).media_type == "message/rfc822"
