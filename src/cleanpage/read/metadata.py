from typing import NamedTuple, Any
import json
class Head(NamedTuple):
    title: str = ""
    language: str = ""
    metas: tuple[tuple[str, str], ...] = ()
    links: tuple[tuple[str, str], ...] = ()
    jsonld: tuple[str, ...] = ()
    times: tuple[tuple[str, str, str], ...] = ()
    props: tuple[tuple[str, str], ...] = ()
    base: str = ""
class Claims(NamedTuple):
    titles: tuple[str, ...] = ()
    description: str | None = None
    published: str | None = None
    updated: str | None = None
    authors: tuple[str, ...] = ()
    agencies: tuple[str, ...] = ()
    url: str | None = None
    site: str | None = None
    language: str | None = None
    body: str | None = None
    types: tuple[str, ...] = ()
def claims(head: Head) -> Any:
    m = dict(reversed(head.metas))
    body=None; authors=(); heads=()
    for t in head.jsonld:
        try: d=json.loads(t)
        except Exception: continue
        st=[d]
        while st:
            x=st.pop()
            if isinstance(x,list): st+=x
            elif isinstance(x,dict):
                if isinstance(x.get('articleBody'),str): body=x['articleBody']
                if isinstance(x.get('headline'),str): heads+=(x['headline'],)
                a=x.get('author')
                for y in (a if isinstance(a,list) else [a]):
                    if isinstance(y,dict) and isinstance(y.get('name'),str): authors+=(y['name'],)
                    elif isinstance(y,str): authors+=(y,)
                st+=[v for v in x.values() if isinstance(v,(dict,list))]
    return Claims(titles=tuple(x for x in (*heads,m.get("og:title"),m.get("twitter:title"),head.title) if x), description=m.get("og:description") or m.get("description"), authors=authors, body=body)
