"""XML and SGML of records: elements as fields, and which files are of that kind."""

from __future__ import annotations

from html import escape
from time import process_time

import pytest

from briefing.reading.formats import recognise
from briefing.reading.formats.elements import FORMAT, find_records, parse_elements
from briefing.reading.formats.parts import Parsed

TITLE = "Varno to close iron bridge"
TEXTS = (
    "The council of Varno voted on Tuesday to close the old iron bridge for eleven months, after engineers found cracks in it.",
    "Mayor Lidia Kosta said that buses would run by way of the mill.",
)
PARAGRAPHS = "".join(f"<p>{text}</p>" for text in TEXTS)
ENEX = f"""<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE en-export SYSTEM "http://xml.evernote.com/pub/evernote-export4.dtd">
<en-export application="Evernote"><note><title>{TITLE}</title><created>20270302T153000Z</created><updated>20270305T060000Z</updated>
<note-attributes><source>web.clip7</source><source-url>https://courier.example/b</source-url></note-attributes>
<content><![CDATA[<?xml version="1.0"?><!DOCTYPE en-note SYSTEM "x"><en-note><div><div>Skip to content</div><div>Varno Courier</div><h1>{TITLE}</h1>
<div>{TEXTS[0]}</div><div>{TEXTS[1]}</div></div></en-note>]]></content></note>
<note><title>Choir wins prize</title><created>20270302T163000Z</created><note-attributes><source>web.clip7</source>
<source-url>https://mail.example/c</source-url></note-attributes><content><![CDATA[<en-note><div>{TEXTS[1]}</div></en-note>]]></content></note></en-export>"""
SGML = "".join(
    f"<DOC>\n<DOCNO> X2027030{n}.1 </DOCNO>\n<DATE_TIME> 2027-03-0{n} 11:15:00 </DATE_TIME>\n<BODY>\n<SLUG> BC-BRIDGE </SLUG>\n"
    f"<HEADLINE>\n{TITLE} {n}\n</HEADLINE>\n<TEXT>\n<P>\n{TEXTS[0]}\n<P>\n{TEXTS[1]} Caf&eacute; &UR;\n</TEXT>\n</BODY>\n</DOC>\n"
    for n in (2, 3)
)
G2 = f"""<nar:newsItem xmlns:nar="http://iptc.org/std/nar/2006-10-01/" xml:lang="en"><nar:catalogRef href="http://iptc.example/catalog.xml"/>
<nar:itemMeta><nar:provider literal="dpa"/><nar:firstCreated>2027-02-20T08:00:00Z</nar:firstCreated><nar:versionCreated>2027-03-02T08:00:00Z</nar:versionCreated></nar:itemMeta>
<nar:contentMeta><nar:headline role="hlrole:slug">BRIDGE-VARNO-2</nar:headline><nar:headline role="hlrole:main">{TITLE}</nar:headline></nar:contentMeta>
<nar:contentSet><nar:inlineXML><html><body>{PARAGRAPHS}<pre>Helm 2 Sorn 1\nVarno 0 Marel 0</pre></body></html></nar:inlineXML></nar:contentSet></nar:newsItem>"""
NITF = f"""<nitf><head><title>slug-bridge</title><docdata><date.issue norm="20270302T080000Z"/></docdata>
<pubdata name="Varno Courier" date.publication="20270302T080000Z"/></head><body><body.head><hedline><hl1>{TITLE}</hl1><hl2>Buses by the mill</hl2></hedline></body.head>
<body.content><block>{PARAGRAPHS}<media><media-caption>Our man's picture of it.</media-caption></media><hl2>Costs</hl2><p>It is dear.</p></block></body.content></body></nitf>"""
ONE = f"""<NewsML><NewsItem><NewsManagement><FirstCreated>20270220T080000Z</FirstCreated><ThisRevisionCreated>20270302T080000Z</ThisRevisionCreated></NewsManagement>
<NewsComponent><NewsLines><HeadLine>{TITLE}</HeadLine></NewsLines><AdministrativeMetadata><Provider><Party FormalName="Varno Wire"/></Provider></AdministrativeMetadata>
<ContentItem><DataContent>{PARAGRAPHS}</DataContent></ContentItem></NewsComponent></NewsItem></NewsML>"""
SOLR = f"""<docs><result name="response" numFound="1"><doc><str name="title">{TITLE}</str><str name="content">{" ".join(TEXTS)}</str>
<date name="published">2027-03-02T08:00:00Z</date><str name="source">Varno Courier</str></doc></result></docs>"""
ROWS = f"""<posts><row Id="1" CreationDate="2027-03-02T08:00:00" Title="{TITLE}" Body="{escape(PARAGRAPHS)}" Site="Varno Courier"/></posts>"""
GERMAN = f"""<docs><artikel><quelle>Varno Courier</quelle><datum>02.03.2027</datum><ueberschrift>{TITLE}</ueberschrift>
<inhalt><absatz>{TEXTS[0]}</absatz><absatz>{TEXTS[1]}</absatz></inhalt></artikel></docs>"""


def read(text: str) -> Parsed:
    assert recognise("export.xml", text.encode()) is FORMAT
    return FORMAT.parse(text.encode(), 0)


def lines(made: Parsed) -> list[str]:
    section = made.sections[0]
    return [line for line in made.text[section.start : section.end].split("\n") if line]


@pytest.mark.parametrize(
    ("text", "outlet", "day"),
    [
        (ENEX, "", "20270302T153000Z"),
        (G2, "dpa", "2027-03-02T08:00:00Z"),
        (NITF, "Varno Courier", "20270302T080000Z"),
        (ONE, "Varno Wire", "20270302T080000Z"),
        (SOLR, "Varno Courier", "2027-03-02T08:00:00Z"),
        (GERMAN, "Varno Courier", "02.03.2027"),
    ],
    ids=["enex", "g2", "nitf", "newsml", "solr", "german"],
)
def test_elements_are_read_as_fields_of_rows(text: str, outlet: str, day: str) -> None:
    made = read(text)
    section = made.sections[0]
    assert (section.title, section.outlet, section.published) == (TITLE, outlet, day)
    read_lines = lines(made)
    assert read_lines[0] == TITLE
    assert "".join(read_lines[1:]).replace(" ", "").startswith("".join(TEXTS).replace(" ", ""))


def test_an_item_has_the_lines_of_its_tables_and_no_captions() -> None:
    assert lines(read(G2))[3:] == ["Helm 2 Sorn 1", "Varno 0 Marel 0"]
    assert lines(read(NITF))[3:] == ["Costs", "It is dear."]
    assert read(G2).sections[0].url == ""
    bare = NITF.replace('name="Varno Courier" ', "").replace(
        "<media>", '<media><media-reference source="bridge.jpg"/>'
    )
    assert read(bare).sections[0].outlet == ""


def test_what_sgml_leaves_open_ends_with_what_it_stands_in() -> None:
    made = read(SGML)
    assert [one.title for one in made.sections] == [f"{TITLE} 2", f"{TITLE} 3"]
    assert [one.published for one in made.sections] == [
        "2027-03-02 11:15:00",
        "2027-03-03 11:15:00",
    ]
    assert lines(made)[1:] == [TEXTS[0], f"{TEXTS[1]} Café &UR;"]


def test_a_file_that_is_cut_or_has_lost_a_tag_is_read_as_far_as_it_goes() -> None:
    lost = SGML.replace("<SLUG>", "", 1)[:-60]
    assert read(lost).sections[-1].title == f"{TITLE} 3"


def test_entities_are_never_opened() -> None:
    bomb = '<!DOCTYPE a [<!ENTITY a "bomb"><!ENTITY b SYSTEM "file:///etc/hosts">]>'
    made = FORMAT.parse((bomb + NITF.replace("It is dear", "It &a; is &b; dear")).encode(), 0)
    assert "It &a; is &b; dear." in made.text


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("page.html", f"<article><h1>{TITLE}</h1><time>2 March 2027</time>{PARAGRAPHS}</article>"),
        ("page.xml", f"<!DOCTYPE html><html><body><note><title>{TITLE}</title>{PARAGRAPHS}</note></body></html>"),
        ("page.txt", f"<app-root><div><h1>{TITLE}</h1><span>2 March 2027</span>{PARAGRAPHS}</div></app-root>"),
        ("feed.xml", f"<rss><channel><item><title>{TITLE}</title><pubDate>2 March 2027</pubDate><description>{TEXTS[0]}</description></item></channel></rss>"),
        ("pom.xml", f"<project><name>Bridge tools</name><description>{TEXTS[0]} {TEXTS[1]}</description><version>2027-03-02</version></project>"),
        ("conf.xml", "<settings><title>Window</title><date>2027-03-02</date><text>Drag to move.</text></settings>"),
        ("book.xml", f"<book><info><date>2027-03-02</date></info><chapter>{PARAGRAPHS}</chapter></book>"),
        ("rows.xml", ROWS),
        ("text.txt", f"A text about <note> and others. {TEXTS[0]}"),
        ("text.txt", "< 3 of them said so"),
    ],
)  # fmt: skip
def test_pages_feeds_and_settings_are_of_other_formats(name: str, text: str) -> None:
    assert recognise(name, text.encode()) is not FORMAT


def said(count: int, about: str) -> list[str]:
    """Sentences that are told apart by their words."""
    return [
        f"The {about} of ward number{chr(97 + n)} was told of it by the watch that night."
        for n in range(count)
    ]


HEAD = f"<title>{TITLE}</title><date>2027-03-02</date><source>Varno Courier</source>"
BODIES = (
    "<body><p>{}</p><quote><speaker>Ida Falk</speaker><words>{}</words></quote><list><item>{}</item></list><p>{}</p></body>",
    '<body><block type="text"><p>{}</p></block><block type="text">{}</block><block type="quote">{}</block><p>{}</p></body>',
    '<block type="text">{}</block><block type="quote">{}</block><block type="text">{}</block><block type="text">{}</block>',
    "<body>{}<more><x>{}</x><y>{}</y></more>{}</body>",
    "<body><section><heading>Costs</heading><p>{}</p></section><section><title>Boats</title>{}</section><table><tr><td>{}</td><td>{}</td></tr></table></body>",
    "<standfirst>{}</standfirst><text>{}</text><factbox><p>{}</p></factbox><section>{}</section>",
    "<body><p>{}</p><media><caption>{}</caption></media><pre>{}\n{}</pre></body>",
    "<content><![CDATA[<div>{}</div><ul><li>{}</li></ul>]]></content><footnote>{}</footnote><related><story><title>Boats</title><text>{}</text></story></related>",
    "<body>{}\n\n{} &lt;b&gt; &amp;c;\n\n{}<pull>{}</pull></body>",
)  # fmt: skip


@pytest.mark.parametrize("body", BODIES)
@pytest.mark.parametrize("count", [1, 3])
def test_every_paragraph_of_a_record_stands_in_its_text(body: str, count: int) -> None:
    told = [said(4, name) for name in ("boatman", "mayor", "baker")[:count]]
    names = [f"{TITLE} {number}" for number in range(count)]
    records = "".join(
        f"<item>{HEAD.replace(TITLE, name)}{body.format(*one)}</item>"
        for name, one in zip(names, told, strict=True)
    )
    made = read(f"<docs>{records}</docs>")
    assert [(one.title, one.outlet, one.published) for one in made.sections] == [
        (name, "Varno Courier", "2027-03-02") for name in names
    ]
    for section, sentences in zip(made.sections, told, strict=True):
        text = made.text[section.start : section.end]
        places = [text.index(sentence) for sentence in sentences]
        assert places == sorted(places)


def test_an_element_within_a_sentence_ends_none() -> None:
    body = f"<body>The <e>boatman</e> of <e>Varno</e> <e>Old Town</e>, said:<x>It is <b>dear</b>.</x>{TEXTS[0]}</body>"
    made = read(f"<docs><item>{HEAD}{body}</item></docs>")
    assert lines(made)[1:] == ["The boatman of Varno Old Town, said:", "It is dear.", TEXTS[0]]


def test_a_record_that_lacks_its_day_is_read_as_those_beside_it() -> None:
    whole = [f"<item>{HEAD}<text>{' '.join(said(2, name))}</text></item>" for name in ("boatman", "mayor")]  # fmt: skip
    made = read(f"<docs>{''.join(whole)}<item><text>{TEXTS[0]}</text></item></docs>")
    assert len(made.sections) == 3
    assert TEXTS[0] in made.text


def test_an_outlet_may_be_named_around_the_records_and_what_is_left_open_names_none() -> None:
    item = f"<item><title>{TITLE}</title><date>2027-03-02</date><text>{' '.join(said(2, 'mayor'))}</text></item>"
    assert read(f"<docs><source>Varno Courier</source>{item * 2}</docs>").sections[1].outlet == "Varno Courier"  # fmt: skip
    assert read(f"<docs><source>&vc;</source>{item * 2}</docs>").sections[1].outlet == ""


@pytest.mark.parametrize(
    "piece",
    ["<a>", "<r><p>x", "<a>t", "</a>", "<!A[", "<!-- ", "<![CDATA[", "<a b='", "<?a ", "<br><x>", "<x><p><pre>"],
)  # fmt: skip
def test_files_that_are_made_to_be_slow_cost_no_more_than_their_length(piece: str) -> None:
    def seconds(size: int) -> float:
        begun = process_time()
        find_records(parse_elements("<r>" + piece * (size // len(piece))))
        return process_time() - begun

    # The best of three: what collects garbage, and what else runs, is counted as well.
    short, long = (min(seconds(size) for _ in range(3)) for size in (50_000, 200_000))
    assert long < 12 * max(short, 0.02)
