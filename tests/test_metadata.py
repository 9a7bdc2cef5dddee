"""What a page says about itself: which of its many statements are taken, and that none of them does harm."""

from __future__ import annotations

import json
import time
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from cleanpage.read.meta.jsonld import MAX_CHARS, lenient, nodes
from cleanpage.read.meta.people import writers
from cleanpage.read.meta.stamp import stamp
from cleanpage.read.metadata import Claims, Head, claims, site_suffix_removed

URL = "https://harbourpost.example/2025/03/03/ferry"
ARTICLE: dict[str, Any] = {
    "@context": "https://schema.org",
    "@type": "NewsArticle",
    "headline": "Ferry runs aground off Skerrin",
    "datePublished": "2025-03-03T18:05:00+01:00",
    "dateModified": "2025-03-04T07:30:00+01:00",
    "author": {"@type": "Person", "name": "Jo Marrow"},
    "publisher": {"@type": "Organization", "name": "Harbour Post"},
    "mainEntityOfPage": {"@type": "WebPage", "@id": URL},
}
OTHER: dict[str, Any] = {
    "@type": "NewsArticle",
    "headline": "Island school wins choir prize",
    "datePublished": "2020-01-01",
    "author": "Una Other",
    "url": "https://harbourpost.example/2020/01/01/choir",
}


def read(*things: object, **head: Any) -> Claims:
    """The claims of a page with these things as JSON-LD, each in a script of its own."""
    return claims(Head(jsonld=tuple(t if isinstance(t, str) else json.dumps(t) for t in things), **head))


def by(author: object, **head: Any) -> Claims:
    return read({**ARTICLE, "author": author}, language="en", **head)


def test_an_article_s_json_ld_is_read() -> None:
    found = read(ARTICLE)
    assert found == Claims(
        titles=("Ferry runs aground off Skerrin",),
        published="2025-03-03T18:05:00+01:00",
        updated="2025-03-04T07:30:00+01:00",
        authors=("Jo Marrow",),
        url=URL,
        site="Harbour Post",
        types=("NewsArticle", "WebPage"),
    )


def test_a_page_that_says_nothing_claims_nothing() -> None:
    assert claims(Head()) == Claims()


@pytest.mark.parametrize(
    "wrapped",
    [
        [ARTICLE],
        {"@context": "https://schema.org", "@graph": [{"@type": "WebSite", "name": "Harbour Post"}, ARTICLE]},
        {"@type": "WebPage", "mainEntity": ARTICLE},
        [[[ARTICLE]]],
        {"@type": "WebPage", "mainEntity": [{"@type": "WebPage", "mainEntity": ARTICLE}]},
    ],
)
def test_an_article_is_found_inside_lists_graphs_and_pages(wrapped: object) -> None:
    found = read(wrapped)
    assert found.titles[0] == "Ferry runs aground off Skerrin"
    assert found.published == "2025-03-03T18:05:00+01:00"
    assert found.authors == ("Jo Marrow",)


@pytest.mark.parametrize("things", [(OTHER, ARTICLE), (ARTICLE, OTHER), ([OTHER, OTHER, ARTICLE],)])
def test_of_several_articles_the_page_s_own_is_taken_by_its_address(things: tuple[object, ...]) -> None:
    found = read(*things, links=(("canonical", URL + "?utm=1"),))
    assert (found.authors, found.published) == (("Jo Marrow",), "2025-03-03T18:05:00+01:00")
    assert "Island school wins choir prize" not in found.titles


def test_of_several_articles_the_page_s_own_is_taken_by_its_title() -> None:
    bare = {k: v for k, v in ARTICLE.items() if k != "mainEntityOfPage"}
    found = read({**OTHER, "url": None}, bare, metas=(("og:title", "Ferry runs aground off Skerrin - Harbour Post"),))
    assert found.authors == ("Jo Marrow",)
    assert found.titles[0] == "Ferry runs aground off Skerrin"


def test_a_related_article_s_date_and_author_are_not_taken() -> None:
    found = read(OTHER, title="Ferry runs aground", links=(("canonical", URL),))
    assert found.authors == ()
    assert found.published == "2025-03-03"  # the address's, for want of another
    assert "Island school wins choir prize" not in found.titles


def test_what_is_listed_below_an_article_is_no_article_of_the_page() -> None:
    listed = {**ARTICLE, "hasPart": [OTHER], "video": {"@type": "VideoObject", "uploadDate": "2011-01-01"}}
    assert read({"@type": "ItemList", "itemListElement": [OTHER]}).titles == ()
    assert read({**listed, "datePublished": None}).published is None


def test_an_author_stated_by_reference_is_looked_up() -> None:
    person = {"@type": "Person", "@id": "https://harbourpost.example/#jo", "name": "Jo Marrow"}
    article = {**ARTICLE, "author": {"@id": "https://harbourpost.example/#jo"}}
    assert read({"@graph": [article, person]}).authors == ("Jo Marrow",)


BROKEN = {
    "a comma too many": '{"@type": "NewsArticle", "headline": "Ferry sinks", "author": [{"name": "Jo Marrow"},],}',
    "raw line breaks": '{"@type": "NewsArticle",\n"headline": "Ferry\nsinks", "author": "Jo Marrow"}',
    "control characters": '{"@type": "NewsArticle", "headline": "Ferry \x00sinks", "author": "Jo\tMarrow"}',
    "a comment around": '<!-- {"@type": "NewsArticle", "headline": "Ferry sinks", "author": "Jo Marrow"} -->',
    "CDATA": '//<![CDATA[\n{"@type": "NewsArticle", "headline": "Ferry sinks", "author": "Jo Marrow"}\n//]]>',
    "CDATA in a comment": '/*<![CDATA[*/{"@type":"NewsArticle","headline":"Ferry sinks","author":"Jo Marrow"}/*]]>*/',
    "cut off": '{"@type": "NewsArticle", "headline": "Ferry sinks", "author": {"name": "Jo Marrow", "url": "https:/',
    "cut off in a key": '{"@type": "NewsArticle", "headline": "Ferry sinks", "author": "Jo Marrow", "dateP',
    "no comma": '{"@type": "NewsArticle"\n"headline": "Ferry sinks"\n"author": "Jo Marrow"}',
    "two in one": '{"@type": "WebSite"} {"@type": "NewsArticle", "headline": "Ferry sinks", "author": "Jo Marrow"}',
    "entities": "{&quot;@type&quot;: &quot;NewsArticle&quot;, &quot;headline&quot;: &quot;Ferry sinks&quot;,"
    " &quot;author&quot;: &quot;Jo Marrow&quot;}",
    "a semicolon": '{"@type": "NewsArticle", "headline": "Ferry sinks", "author": "Jo Marrow"};',
    "a bad escape": '{"@type": "NewsArticle", "headline": "Ferry sinks", "about": "\\x", "author": "Jo Marrow"}',
}


@pytest.mark.parametrize("script", BROKEN.values(), ids=BROKEN.keys())
def test_broken_json_is_read_as_far_as_it_goes(script: str) -> None:
    found = read(script)
    assert found.titles == ("Ferry sinks",)
    assert found.authors == ("Jo Marrow",)


def test_quotes_that_are_not_escaped_stay_in_the_text() -> None:
    assert read('{"@type": "NewsArticle", "headline": "A "miracle", they say", "author": "Jo Marrow"}').titles == (
        'A "miracle", they say',
    )


HOSTILE = {
    "deep": '{"a":[' * 100_000,
    "deep and whole": '{"mainEntity":[' * 50_000 + "]}" * 50_000,
    "deep lists": "[" * 200_000 + "]" * 200_000 + "{}",
    "an endless string": '{"@type":"NewsArticle","headline":"' + '\\"x' * 500_000,
    "quotes": "{" + '",' * 200_000,
    "quotes and space": "{" + '" \n ' * 100_000,
    "space": '{"a" ' + " " * 500_000 + "x",
    "backslashes": '{"a": "' + "\\" * 500_001,
    "a long number": '{"a": ' + "9" * 100_000 + "}",
    "many things": "[" + ",".join(['{"@type":"NewsArticle","headline":"Ferry"}'] * 20_000) + "]",
    "many keys": "{" + ",".join(f'"k{n}":{n}' for n in range(50_000)) + ",}",
}


@pytest.mark.parametrize("script", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_json_is_read_quickly(script: str) -> None:
    started = time.process_time()
    claims(Head(jsonld=(script, script), title="Ferry sinks"))
    assert time.process_time() - started < 2


def test_a_script_beyond_the_limit_is_read_from_its_start() -> None:
    script = '{"@type": "NewsArticle", "headline": "Ferry sinks", "keywords": "' + "x" * MAX_CHARS + '"}'
    assert read(script).titles == ("Ferry sinks",)
    assert read(script, ARTICLE).authors == ("Jo Marrow",)


WRONG: tuple[object, ...] = (
    None,
    7,
    1.5,
    1e300,
    -5,
    True,
    [],
    {},
    [None, 3],
    [[["x"]]],
    {"name": {"name": 3}},
    "",
    "x",
)


@pytest.mark.parametrize("value", WRONG, ids=repr)
@pytest.mark.parametrize(
    "fields", ["headline name", "author publisher", "url @id", "datePublished dateModified", "@type"]
)
def test_wrong_types_do_no_harm(fields: str, value: object) -> None:
    found = read({**ARTICLE, **dict.fromkeys(fields.split(), value)}, metas=(("og:title", "Ferry runs aground"),))
    assert "Ferry runs aground" in found.titles


any_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(
                ["@type", "@graph", "mainEntity", "headline", "author", "name", "datePublished", "url", "@id"]
            ),
            inner | st.sampled_from(["NewsArticle", "2025-03-03", "Jo Marrow, dpa", "https://a.example/b"]),
            max_size=5,
        )
    ),
    max_leaves=20,
)
word = st.text(max_size=40) | st.sampled_from(["By A B and C", "2025-03-03T25:61", "a|b - c", "<b>", "&amp;", "\ud800"])
name = st.sampled_from(
    ["og:title", "author", "article:published_time", "og:url", "dc.date", "twitter:label1", "twitter:data1", "x y", ""]
)
pairs = st.lists(st.tuples(name, word), max_size=6).map(tuple)


@settings(deadline=None, max_examples=150)
@given(
    st.builds(
        Head,
        title=word,
        language=word,
        metas=pairs,
        links=st.lists(st.tuples(st.just("canonical"), word), max_size=2).map(tuple),
        jsonld=st.lists(word | any_json.map(json.dumps), max_size=3).map(tuple),
        times=st.lists(st.tuples(word, word, word), max_size=3).map(tuple),
        props=st.lists(st.tuples(st.sampled_from(["author", "headline name", "datepublished"]), word), max_size=3).map(
            tuple
        ),
        base=word,
    )
)
def test_no_head_raises_and_what_is_claimed_can_be_written(head: Head) -> None:
    found = claims(head)
    for value in (found.site, found.description, found.body, *found.titles, *found.authors, *found.desks):
        assert value is None or value.encode("utf-8").decode("utf-8").strip() == value != ""
    assert claims(head) == found


@settings(deadline=None)
@given(st.text(alphabet='{}[]:,"\\ \nax0', max_size=60))
def test_the_lenient_reader_never_raises(script: str) -> None:
    lenient(script)
    nodes([script])


@settings(deadline=None)
@given(any_json)
@example(["", float("inf")])
@example(["", float("nan")])
def test_the_lenient_reader_finds_what_the_strict_one_finds(value: object) -> None:
    """Strings and structure; numbers stay as they are written."""

    def spelled(v: object) -> object:
        if isinstance(v, dict):
            return {k: spelled(x) for k, x in v.items()}
        if isinstance(v, list):
            return [spelled(x) for x in v]
        return v if isinstance(v, str | bool | None) else json.dumps(v)

    # control characters that no text has are left out, and a quote before a colon or a brace is ambiguous
    script = json.dumps(value)
    if isinstance(value, dict | list) and "\\b" not in script and "\\f" not in script and '\\"' not in script:
        if "\\ud" in script:
            return
        assert lenient(script) == [spelled(json.loads(script))]


# Titles


@pytest.mark.parametrize(
    ("title", "site", "expected"),
    [
        ("Ferry sinks off Skerrin | The Gazette", None, "Ferry sinks off Skerrin"),
        ("Ferry sinks | The Gazette", "The Gazette", "Ferry sinks"),
        ("Ferry sinks - The Gazette", "Gazette", "Ferry sinks"),
        ("Ferry sinks – Gazette", "The Gazette", "Ferry sinks"),
        ("The Gazette: Ferry sinks", "The Gazette", "Ferry sinks"),
        ("Gazette.example | Ferry sinks", "gazette.example", "Ferry sinks"),
        ("Ferry sinks | Gazette.example", "Gazette", "Ferry sinks"),
        ("Ferry sinks - Gazette - Gazette", "Gazette", "Ferry sinks"),
        ("Ferry sinks — Skerrin Gazette Online", "Skerrin Gazette", "Ferry sinks"),
        ("フェリー座礁｜港新聞", "港新聞", "フェリー座礁"),
        ("Ferry sinks off Skerrin | Local news | The Gazette", "The Gazette", "Ferry sinks off Skerrin"),
        ("Ferry sinks | Gazette | 03.03.2025", "Gazette", "Ferry sinks"),
        # kept: the headline's own
        (
            "Ferry or bridge | The island must choose now | Gazette",
            "Gazette",
            "Ferry or bridge | The island must choose now",
        ),
        ("Skerrin Regatta - 2025", "Gazette", "Skerrin Regatta - 2025"),
        ("Skerrin - a town waits", "The Gazette", "Skerrin - a town waits"),
        ("Skerrin - a town waits", None, "Skerrin - a town waits"),
        ("Skerrin: a town waits", "The Gazette", "Skerrin: a town waits"),
        ("Ferry-sinking Gazette-reader", "Gazette", "Ferry-sinking Gazette-reader"),
        ("How the Gazette saved the ferry", "Gazette", "How the Gazette saved the ferry"),
        ("Live | Ferry sinks and all are saved by the crew", None, "Live | Ferry sinks and all are saved by the crew"),
        ("The Gazette", "The Gazette", "The Gazette"),
        ("The editor's view: read the Gazette", "Gazette", "The editor's view: read the Gazette"),
        ("", "The Gazette", ""),
    ],
)
def test_the_site_s_name_is_taken_off_a_title(title: str, site: str | None, expected: str) -> None:
    assert site_suffix_removed(title, site) == expected


def test_titles_are_ranked_and_each_stands_once() -> None:
    found = read(
        {**ARTICLE, "headline": "Ferry runs aground off Sker…"},
        title="Ferry runs aground off Skerrin | Harbour Post",
        metas=(("og:title", "Ferry runs aground off Skerrin"), ("twitter:title", "Aground &amp; afraid")),
    )
    assert found.titles == ("Ferry runs aground off Skerrin", "Aground & afraid", "Ferry runs aground off Sker…")


def test_the_site_s_name_is_known_from_its_address() -> None:
    found = claims(Head(title="Ferry runs aground - Harbour Post", links=(("canonical", URL),)))
    assert found.titles == ("Ferry runs aground",)


# Dates


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2025-03-03", "2025-03-03"),
        ("2025-03-03T18:05", "2025-03-03T18:05"),
        ("2025-03-03T18:05:09.120Z", "2025-03-03T18:05:09+00:00"),
        ("2025-03-03 18:05:09 +0100", "2025-03-03T18:05:09+01:00"),
        ("2025-03-03T18:05:09+01:00[Europe/Berlin]", "2025-03-03T18:05:09+01:00"),
        ("20250303T180509Z", "2025-03-03T18:05:09+00:00"),
        ("20250303", "2025-03-03"),
        ("2025-03-03T00:00:00", "2025-03-03"),
        ("2025-03-03T23:30:00-08:00", "2025-03-03T23:30:00-08:00"),  # no other day for another zone
        ("Mon, 03 Mar 2025 18:05:00 GMT", "2025-03-03T18:05:00+00:00"),
        ("Mon Mar 03 2025 18:05:00 GMT+0100 (CET)", "2025-03-03T18:05:00+01:00"),
        ("Mon Mar 03 18:05:00 CET 2025", "2025-03-03T18:05:00+01:00"),
        ("2025-03-03 6:05 PM", "2025-03-03T18:05"),
        ("March 3, 2025", "2025-03-03"),
        ("3. März 2025, 18:05 Uhr", "2025-03-03T18:05"),
        ("2025年3月3日", "2025-03-03"),
        (1741000000, "2025-03-03T11:06:40+00:00"),
        ("1741000000000", "2025-03-03T11:06:40+00:00"),
        ("2025-03-03T25:61", "2025-03-03"),
        ("2025-02-30", None),
        ("2025-13-01T10:00:00Z", None),
        ("0000-00-00 00:00:00", None),
        ("0001-01-01T00:00:00", None),
        ("1970-01-01T00:00:00Z", None),
        ("9999-12-31", None),
        ("{{ page.date }}", None),
        ("yesterday", None),
        ("", None),
        (None, None),
        (True, None),
    ],
)
def test_stamps(value: object, expected: str | None) -> None:
    assert stamp(value) == expected


def test_a_slashed_day_is_read_in_the_page_s_order() -> None:
    assert stamp("3/4/2025", "en") == "2025-03-04"
    assert stamp("3/4/2025", "fr") == "2025-04-03"


def test_the_article_s_date_goes_before_metas_microdata_times_and_the_address() -> None:
    head = {
        "metas": (("dc.date", "2025-01-03"), ("article:published_time", "2025-01-02")),
        "props": (("datepublished", "2025-01-04"),),
        "times": (("2025-01-06", "", ""), ("2025-01-05", "", "entry-date published")),
        "links": (("canonical", URL),),
    }
    found = []
    for left_out in (None, *head):
        if left_out:
            head[left_out] = ()
        found.append(read(*([] if left_out else [ARTICLE]), **head).published)
    assert found == ["2025-03-03T18:05:00+01:00", "2025-01-04", "2025-01-05", "2025-03-03", None]
    assert read(metas=(("dc.date", "2025-01-03"), ("article:published_time", "2025-01-02"))).published == "2025-01-02"


@pytest.mark.parametrize(
    "meta",
    [
        "article:published_time",
        "og:article:published_time",
        "article:published:time",
        "parsely-pub-date",
        "sailthru.date",
        "cxenseparse:recs:publishtime",
        "dc.date.issued",
        "dcterms.created",
        "datepublished",
        "citation_publication_date",
        "date",
    ],
)
def test_metas_that_state_the_day(meta: str) -> None:
    assert read(metas=(("og:video:release_date", "2001-01-01"), (meta, "2025-03-03"))).published == "2025-03-03"


def test_a_time_of_a_comment_or_an_update_is_not_the_article_s() -> None:
    times = (("2025-03-09", "", "comment-time"), ("2025-03-05", "", "last-updated"), ("", "3 March 2025", "byline"))
    found = claims(Head(language="en", times=times))
    assert (found.published, found.updated) == ("2025-03-03", "2025-03-05")


def test_an_update_is_later_than_the_publication() -> None:
    def updated(value: str) -> str | None:
        return read({**ARTICLE, "dateModified": value}).updated

    assert updated("2025-03-03T18:05:00+01:00") is None
    assert updated("2025-03-03T17:05:00+00:00") is None  # the same moment
    assert updated("2025-03-01") is None
    assert updated("2025-03-03T18:30:00+01:00") == "2025-03-03T18:30:00+01:00"


def test_an_update_is_no_publication() -> None:
    found = read({**ARTICLE, "datePublished": None})
    assert (found.published, found.updated) == (None, "2025-03-04T07:30:00+01:00")


def test_a_date_that_does_not_exist_gives_way_to_the_next() -> None:
    found = read({**ARTICLE, "datePublished": "0000-00-00"}, metas=(("article:published_time", "2025-03-03"),))
    assert found.published == "2025-03-03"


# Authors


@pytest.mark.parametrize(
    ("author", "people", "agencies"),
    [
        ("Jo Marrow", ("Jo Marrow",), ()),
        ("By Jo Marrow", ("Jo Marrow",), ()),
        ("Jo Marrow and Una Reed", ("Jo Marrow", "Una Reed"), ()),
        ("Jo Marrow, Una Reed and Cy Doe", ("Jo Marrow", "Una Reed", "Cy Doe"), ()),
        ("Jo Marrow; Una Reed", ("Jo Marrow", "Una Reed"), ()),
        ("Maria & Jo", ("Maria", "Jo"), ()),
        ("Jo Marrow, Political Editor", ("Jo Marrow",), ()),
        ("Jo Marrow, MD, FACP", ("Jo Marrow",), ()),
        ("Jo Marrow, dpa", ("Jo Marrow",), ("dpa",)),
        ("Jo Marrow (jm)", ("Jo Marrow",), ()),
        ("Marrow, Jo M.", ("Jo M. Marrow",), ()),
        ("jo@harbourpost.example (Jo Marrow)", ("Jo Marrow",), ()),
        ("Jo Marrow Email The Author", ("Jo Marrow",), ()),
        ("Jean-Luc O'Marrow", ("Jean-Luc O'Marrow",), ()),
        ("Ludwig van der Marrow", ("Ludwig van der Marrow",), ()),
        ("Anna McMarrow", ("Anna McMarrow",), ()),
        ("HarbourFan", ("HarbourFan",), ()),
        ("Will Marrow", ("Will Marrow",), ()),
        ("Von Marrow", ("Von Marrow",), ()),
        ("Von Jo Marrow", ("Jo Marrow",), ()),
        ("Marrow, Editor", ("Marrow",), ()),
        ("dpa", (), ("dpa",)),
        ("Иван Примеров", ("Иван Примеров",), ()),
        ("김예시 기자", ("김예시",), ()),
        ("山田太郎", ("山田太郎",), ()),
        ([{"@type": "Person", "name": "Jo Marrow"}, {"@type": "Person", "name": "Una Reed"}], None, ()),
        (["Jo Marrow", "Una Reed", "jo marrow"], None, ()),
        ({"@type": "Person", "name": ["Jo Marrow", "Una Reed"]}, None, ()),
        ({"@type": "Person", "givenName": "Jo", "familyName": "Marrow"}, ("Jo Marrow",), ()),
        ({"@list": ["Jo Marrow", {"name": "Una Reed", "jobTitle": "Editor"}]}, None, ()),
    ],
)
def test_authors_are_names(author: object, people: tuple[str, ...] | None, agencies: tuple[str, ...]) -> None:
    found = by(author)
    assert found.authors == (("Jo Marrow", "Una Reed") if people is None else people)
    assert found.agencies == agencies
    assert found.desks == ()


@pytest.mark.parametrize(
    "author",
    [
        "https://harbourpost.example/jo",
        "/authors/jo-marrow",
        "@harbourpost",
        "admin",
        "12345",
        "{{ author.name }}",
        "undefined",
        "Photo: Una Reed",
        "",
        None,
        ".css-1x{margin:0}",
    ],
)
def test_what_is_no_name_is_no_author(author: object) -> None:
    found = by(author)
    assert (found.authors, found.desks, found.agencies) == ((), (), ())


@pytest.mark.parametrize(
    "author", ["Harbour Post", "harbourpost.example", "Harbour Post Staff", "Newsroom Team", "Harbour-Redaktion"]
)
def test_the_site_and_its_desks_are_kept_apart(author: str) -> None:
    found = by(author, links=(("canonical", URL),))
    assert (found.authors, found.desks) == ((), (author,))


def test_a_person_in_another_field_goes_before_the_site_in_the_first() -> None:
    found = by("Harbour Post", metas=(("parsely-author", "Jo Marrow"),))
    assert (found.authors, found.desks) == (("Jo Marrow",), ())


@pytest.mark.parametrize(
    "meta",
    ["author", "article:author", "parsely-author", "sailthru.author", "dc.creator", "cxenseparse:author", "byl"],
)
def test_metas_that_name_an_author(meta: str) -> None:
    accounts = (("twitter:creator", "Una Other"), ("article:author", "https://social.example/harbour"))
    assert read(language="en", metas=(*accounts, (meta, "By Jo Marrow"))).authors == ("Jo Marrow",)


def test_the_author_on_a_share_card_is_found_and_the_reading_time_is_not() -> None:
    card = {"twitter:label1": "Est. reading time", "twitter:data1": "3 minutes"}
    card |= {"twitter:label2": "Written by", "twitter:data2": "Jo Marrow"}
    assert read(language="en", metas=tuple(card.items())).authors == ("Jo Marrow",)


def test_microdata_s_author_is_the_name_inside_it() -> None:
    props = (
        ("author", "Follow Jo Marrow Editor at Skerrin"),
        ("image", ""),
        ("name", "Jo Marrow"),
        ("author", "Una R"),
    )
    assert claims(Head(language="en", props=props)).authors == ("Jo Marrow",)


def test_an_organisation_with_and_in_its_name_is_one() -> None:
    found = writers(["Center for Herring Research and Development"], "en")
    assert found.desks == ("Center for Herring Research and Development",)


# The rest


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ({"links": (("canonical", URL),)}, URL),
        ({"links": (("stylesheet", "https://a.example/x"), ("canonical nofollow", URL))}, URL),
        ({"links": (("canonical", "//harbourpost.example/ferry"),)}, "https://harbourpost.example/ferry"),
        (
            {"links": (("canonical", "/ferry"),), "base": "https://harbourpost.example/"},
            "https://harbourpost.example/ferry",
        ),
        ({"links": (("canonical", "https://harbourpost.example/"),), "metas": (("og:url", URL),)}, URL),
        ({"links": (("canonical", "https://harbourpost.example/"),)}, "https://harbourpost.example/"),
        ({"links": (("canonical", "javascript:alert(1)"),), "metas": (("og:url", URL),)}, URL),
        ({"links": (("canonical", "/ferry"),)}, None),
        ({"links": (("canonical", "https://[bad"),), "base": "https://[bad"}, None),
        ({"links": (("canonical", "ftp://harbourpost.example/ferry"),)}, None),
        ({"links": (("canonical", "https://harbourpost.example/<script>"),)}, None),
    ],
)
def test_the_address_is_an_absolute_one(head: dict[str, Any], expected: str | None) -> None:
    assert claims(Head(**head)).url == expected


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ({"language": "de-AT"}, "de"),
        ({"language": "EN_us"}, "en"),
        ({"language": "nb"}, "no"),
        ({"language": "deu"}, "de"),
        ({"language": "und", "metas": (("og:locale", "fr_FR"),)}, "fr"),
        ({"metas": (("content-language", "sv, en"),)}, "sv"),
        ({"language": "xx"}, None),
        ({"language": "english"}, None),
    ],
)
def test_the_language_is_a_code_that_exists(head: dict[str, Any], expected: str | None) -> None:
    assert claims(Head(**head)).language == expected


def test_the_site_is_named_by_og_or_by_the_publisher() -> None:
    assert read(ARTICLE, metas=(("og:site_name", "The Harbour Post"),)).site == "The Harbour Post"
    assert read(ARTICLE).site == "Harbour Post"
    assert read({"@type": "WebSite", "name": "Harbour Post"}).site == "Harbour Post"
    assert read(metas=(("og:site_name", "https://harbourpost.example"),)).site is None


def test_the_body_is_plain_text() -> None:
    def body(text: str) -> str | None:
        return read({**ARTICLE, "articleBody": text}).body

    assert (
        body("The ferry struck a rock. Profit < 5 &amp; falling.") == "The ferry struck a rock. Profit < 5 & falling."
    )
    assert body("<p>It <b>struck</b> a rock.</p>\n<p>All&nbsp;were saved.<br>They said.</p>") == (
        "It struck a rock.\nAll were saved.\nThey said."
    )
    assert body("&lt;p&gt;It struck.&lt;/p&gt;&lt;p&gt;All saved.&lt;/p&gt;") == "It struck.\nAll saved."
    assert (
        body("It struck.<script>var a = '<p>no</p>';</SCRIPT><style>p{}</style> All saved.") == "It struck. All saved."
    )
    assert body("It struck.<script>and nothing is lost") == "It struck.and nothing is lost"
    assert body(" ") is None


def test_the_kinds_of_a_page_s_things_are_told() -> None:
    metas = (("og:type", "article"),)
    assert read({"@type": "http://schema.org/WebSite"}, ARTICLE, metas=metas).types == (
        "NewsArticle",
        "WebSite",
        "WebPage",
        "article",
    )
    assert read({"@type": ["Product", "Thing"]}, {"@type": "CollectionPage"}).types == (
        "Product",
        "Thing",
        "CollectionPage",
    )


def test_the_description_has_no_tags_and_entities() -> None:
    assert read(metas=(("description", "A &amp; B <em>sank</em>"),)).description == "A & B sank"


@pytest.mark.parametrize(
    "head",
    [
        Head(title="|" * 200_000),
        Head(title=" - x" * 100_000),
        Head(title="<" * 200_000),
        Head(metas=(("og:title", "a | " * 50_000),) * 50),
        Head(metas=tuple((f"n{i}:author", "By " * 1000) for i in range(20_000))),
        Head(metas=(("author", "A, " * 100_000),) * 100),
        Head(metas=(("author", "(" * 100_000),) * 100),
        Head(metas=(("article:published_time", "1 2 3 " * 20_000),) * 1000),
        Head(times=(("not a date 12", "in 5 days", "x" * 100),) * 50_000),
        Head(props=(("author name", ""), ("author", "x" * 100_000)) * 2_000),
        Head(links=(("canonical", "https://a.example/" + "a" * 1000),) * 20_000),
        Head(jsonld=('{"@type":"NewsArticle","articleBody":"' + "<p" * 500_000 + '"}',)),
        Head(jsonld=('{"@type":"NewsArticle","articleBody":"' + "<script" * 100_000 + '"}',)),
        Head(jsonld=('{"@type":"NewsArticle","articleBody":"' + "&lt;" * 200_000 + '"}',)),
        Head(jsonld=("{",) * 50_000),
        Head(jsonld=(json.dumps([ARTICLE] * 500),), metas=(("og:title", "Ferry runs aground"),) * 5_000),
    ],
)
def test_hostile_heads_are_read_quickly(head: Head) -> None:
    started = time.process_time()
    claims(head)
    assert time.process_time() - started < 2
