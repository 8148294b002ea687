"""Coreference: descriptions and pronouns joined to the entities they speak of, in one pass from left to right.

Names are joined before (entities.py). Here every other noun phrase takes up a chain or opens one, by the rules of
nominals.py and pronouns.py; first-person pronouns inside quotation marks go to the speaker afterwards, for the speaker is
often named only behind the quotation. Things spoken of twice or more become entities of their own.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from rashomon.annotation.coreference.chains import Chain, Discourse, Spoken
from rashomon.annotation.coreference.days import join_days
from rashomon.annotation.coreference.incumbents import Incumbents
from rashomon.annotation.coreference.nominals import antecedent_of_nominal
from rashomon.annotation.coreference.officers import Officers
from rashomon.annotation.coreference.offices import known_roles
from rashomon.annotation.coreference.pronouns import FIRST_PERSON, antecedent_of_pronoun, is_resolvable, prominence
from rashomon.annotation.coreference.quoting import Quotation, find_quotations, is_source
from rashomon.annotation.coreference.speakers import Speakers
from rashomon.annotation.dependents import lefts_of, rights_of
from rashomon.annotation.entities.finding import dateline_ends, numbered
from rashomon.annotation.entities.groups import bare_text
from rashomon.annotation.entities.name_runs import SHIP_NOUNS, SHIPS
from rashomon.annotation.entities.nouns import OFFICE_NOUNS, TITLES, gender_of_noun, noun_class
from rashomon.annotation.entities.phrases import Phrase, find_phrases, phrase_of
from rashomon.annotation.entities.roles import state_of_phrase
from rashomon.annotation.entities.titles import HYPHENS
from rashomon.annotation.layout import headline_of
from rashomon.annotation.token_ranges import tokens_between
from rashomon.model import Entity, EntityKind, Mention, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as DocSpan

    from rashomon.annotation.parse import Parse
    from rashomon.knowledge import Knowledge

__all__ = ["resolve_coreference"]

MAX_LISTED = 12
"""Members of a list that are gone through for its end."""
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})


def resolve_coreference(parse: Parse, entities: tuple[Entity, ...], knowledge: Knowledge) -> tuple[Entity, ...]:
    """Return the entities with their descriptions and pronouns, and what else is spoken of at least twice."""
    return _Resolver(parse, entities, knowledge).resolve()


class _Resolver:
    def __init__(self, parse: Parse, entities: tuple[Entity, ...], knowledge: Knowledge) -> None:
        self._parse = parse
        self._doc: Doc = parse.doc
        self._knowledge = knowledge
        self._phrases = {phrase.head.i: phrase for phrase in find_phrases(parse.doc, dateline_ends(parse))}
        self._headline = headline_of(parse.article.text, parse.zones)
        self._discourse = Discourse()
        self._chains = [Chain.of_entity(entity) for entity in entities]
        self._name_starting_at: dict[int, tuple[Chain, int]] = {}
        self._syllable_of: dict[int, Chain] = {}
        self._given: dict[int, tuple[Chain, Mention, int, int]] = {}
        self._chain_of_head: dict[int, Chain] = {}
        self._state_at: dict[int, str] = {}
        self._sentence_of: list[int] = [0] * len(self._doc)
        for number, sentence in enumerate(self._doc.sents):
            self._sentence_of[sentence.start : sentence.end] = [number] * (sentence.end - sentence.start)
        self._quotations = find_quotations(parse, knowledge)
        self._quotation_of: dict[int, Quotation] = {
            index: quotation for quotation in self._quotations for index in range(quotation.start, quotation.end)
        }
        self._own_words: dict[int, list[Quotation]] = {}
        for quotation in self._quotations:
            if quotation.speaker is not None:
                self._own_words.setdefault(quotation.speaker.i, []).append(quotation)
        for chain in self._chains:
            self._take_given(chain)
        self._named = {head: given[0] for head, given in self._given.items()}
        self._officers = Officers(self._doc, self._chains, self._named)
        self._speakers = Speakers(self._doc, self._chains, self._named, self._chain_of_head, knowledge)

    def _take_given(self, chain: Chain) -> None:
        entity = chain.entity
        assert entity is not None
        if chain.kind == "person":
            chain.roles = known_roles(entity, self._parse.published, self._knowledge)
        for mention in entity.mentions:
            span = self._doc.char_span(mention.start, mention.end, alignment_mode="expand")
            if span is None:
                chain.mentions.append(mention)
                continue
            head = self._head_of(entity, mention, span)
            if chain.kind == "person" and mention.form == "name":
                self._name_starting_at[span.start] = chain, span.end
                if span.end - span.start > 2 and span[-2].text in HYPHENS:
                    self._syllable_of[span.end - 1] = chain
            other = self._given.get(head.i)
            if other is not None and other[3] - other[2] > span.end - span.start:
                # A name inside a longer one with the same head is no mention to refer back to.
                chain.mentions.append(mention)
                continue
            if other is not None:
                other[0].mentions.append(other[1])
            self._given[head.i] = (chain, mention, span.start, span.end)
            if entity.links.iso3 and (entity.kind != "person"):
                self._state_at[head.i] = entity.links.iso3

    def _head_of(self, entity: Entity, mention: Mention, span: DocSpan) -> Token:
        """Return the head of the mention; of "the Group of 20 summit", which is parsed as a group, the summit."""
        if entity.kind == "occasion" and mention.form == "nominal" and noun_class(span.root.lemma_) != "occasion":
            for token in span:
                if token.i in self._phrases and noun_class(token.lemma_) == "occasion":
                    return token
        return span.root

    def resolve(self) -> tuple[Entity, ...]:
        phrases = self._phrases
        order = sorted(
            {*phrases, *self._given},
            key=lambda head: (self._given[head][2] if head in self._given else phrases[head].start, head),
        )
        first_person: list[Phrase] = []
        offices: list[tuple[Phrase, Chain | None, Mention | None]] = []
        # A possessor is read before its phrase, though both start at one token.
        for head in order:
            phrase = phrases.get(head)
            given = self._given.get(head)
            if given is not None and (given[1].form in ("name", "adjective")):
                self._read_name(head, *given)
            elif phrase is None:
                continue
            elif self._is_office_in_title(phrase):
                offices.append((phrase, *given[:2]) if given is not None else (phrase, None, None))
            elif self._is_part_of_another(phrase):
                continue
            elif phrase.is_pronoun:
                if phrase.head.lower_ in FIRST_PERSON:
                    first_person.append(phrase)
                elif is_resolvable(phrase.head):
                    self._read_pronoun(phrase)
            else:
                self._read_nominal(phrase, given[0] if given else None, given[1] if given else None)
        for phrase in first_person:
            self._speakers.read_first_person(phrase, self._quotation_of.get(phrase.head.i))
        for phrase, own, mention in offices:
            self._read_office_in_title(phrase, own, mention)
        return self._entities()

    def _is_office_in_title(self, phrase: Phrase) -> bool:
        """Say whether a headline names somebody by an office alone ("Former Norwegian Minister: ...")."""
        if phrase.determiner != "none" or phrase.is_plural or phrase.head.lower_ not in OFFICE_NOUNS:
            return False
        return self._is_in_title(phrase.head)

    def _is_in_title(self, token: Token) -> bool:
        return self._headline is not None and token.idx < self._headline.end

    def _read_office_in_title(self, phrase: Phrase, own: Chain | None, mention: Mention | None) -> None:
        """Give the office to the one person of whom the text says it: in the same words, or as the head of the body."""
        words = " ".join(token.lower_ for token in tokens_between(self._doc, phrase.start, phrase.head.i + 1))
        holders = [chain for chain in self._chains if chain.kind == "person" and words in chain.roles]
        holder = holders[0] if len(holders) == 1 else self._officers.holder(phrase, None)
        if holder is not None:
            holder.mentions.append(Mention(phrase.span.start, phrase.span.end, "nominal"))
        elif own is not None and mention is not None:
            own.mentions.append(mention)

    def _is_part_of_another(self, phrase: Phrase) -> bool:
        """Say whether the phrase is a piece of a name, or an apposition inside a mention that has been read."""
        head = phrase.head
        if head.pos_ == "PROPN" and head.i not in self._given and phrase.determiner == "none":
            return True
        if head.i in self._syllable_of and head.i not in self._given:
            # The parse heads "Lim Bo-ra" by its last syllable, and the words of office before it by themselves.
            self._chain_of_head[head.i] = self._syllable_of[head.i]
            return True
        if head.dep_ == "appos" and (lead := self._chain_of_head.get(head.head.i)) is not None:
            self._chain_of_head[head.i] = lead
            return True
        return False

    # -- reading ----------------------------------------------------------------------------------

    def _read_name(self, head: int, chain: Chain, mention: Mention, start: int, end: int) -> None:
        token = self._doc[head]
        chain.mentions.append(mention)
        if mention.form == "name":
            chain.is_source = chain.is_source or is_source(token, self._knowledge)
            self._index_name(chain, start, token)
            if chain.kind == "person" and chain.possessor is None:
                # "His brother Leo Ruiz" is "his brother" later on.
                before = tokens_between(self._doc, start, head)
                owners = (self._chain_of_head.get(each.i) for each in before if each.dep_ == "poss")
                chain.possessor = next((owner for owner in owners if owner not in (None, chain)), None)
                self._officers.note(chain.possessor, chain)
        self._note(chain, token, start, end)
        self._note_list(chain, token, start)

    def _index_name(self, chain: Chain, start: int, head: Token) -> None:
        for token in tokens_between(self._doc, start, head.i + 1):
            if token.pos_ in ("PROPN", "ADJ", "NOUN"):
                chain.modifiers.add(token.lemma_.lower())
                if chain.kind == "person" and chain.gender is None and token.lower_.rstrip(".") in TITLES:
                    chain.gender = gender_of_noun(token.text)
        self._call(chain, head.lemma_.lower())
        before = self._doc[start - 1].lemma_.lower() if start else ""
        if before in SHIP_NOUNS or chain.name.partition(" ")[0].lower() in SHIPS:
            for word in {"ship", "vessel", before} - {""}:
                self._call(chain, word)
        self._discourse.index(chain.name.lower(), chain)
        assert chain.entity is not None
        last = chain.name.rpartition(" ")[2].lower()
        if noun_class(last):
            self._call(chain, last)
        for role in chain.roles:
            words = role.split()
            for word in words:
                if noun_class(word) in ("person", "organization"):
                    self._discourse.index(word, chain)
            chain.modifiers.update(words)

    def _read_pronoun(self, phrase: Phrase) -> None:
        token = phrase.head
        quotation = self._quotation_of.get(token.i)
        speaker = self._speakers.of(quotation)
        chain = antecedent_of_pronoun(
            token,
            self._sentence_of[token.i],
            self._discourse,
            speaker,
            self._own_words.get(token.i, ()),
            self._knowledge,
        )
        if chain is None:
            return
        if chain.may_be_person and token.lower_ in ("he", "him", "his", "she", "her"):
            chain.kind, chain.number, chain.noun_class = "person", "singular", "person"
        if chain.kind == "person" and chain.gender is None:
            gender = {"he": "male", "him": "male", "his": "male", "she": "female", "her": "female"}.get(token.lower_)
            chain.gender = "male" if gender == "male" else "female" if gender == "female" else None
        self._add(chain, phrase.span, "pronoun", token, phrase.start, phrase.end)

    def _read_nominal(self, phrase: Phrase, own: Chain | None, mention: Mention | None) -> None:
        head = phrase.head
        if phrase.noun_class == "occasion":
            phrase = self._spelled_out(phrase)
        iso3 = state_of_phrase(head, self._state_at)
        possessor = self._possessor(phrase)
        if iso3 is None and possessor is not None and _acts_for_possessor(phrase):
            iso3 = possessor.iso3
        sentence = self._sentence_of[head.i]
        chain = self._named_behind(phrase)
        if chain is None:
            chain = antecedent_of_nominal(phrase, sentence, iso3, possessor, self._discourse, self._knowledge)
        if chain is None:
            chain = self._officers.holder(phrase, possessor)
        if chain is None and own is not None and (not own.mentions or phrase.determiner != "poss"):
            chain = own
            chain.in_title = chain.in_title or (not chain.mentions and self._is_in_title(head))
        if chain is None:
            chain = Chain.of_phrase(phrase, self._bare_text(phrase))
            chain.possessor = possessor
            chain.in_title = self._is_in_title(head)
            if is_source(head, self._knowledge):
                chain.is_source, chain.name = True, bare_text(phrase)
            self._chains.append(chain)
        if not chain.is_named:
            chain.noun_class = chain.noun_class or phrase.noun_class
            if chain.possessor is None and not chain.mentions:
                chain.possessor = possessor
            chain.modifiers.update(phrase.modifiers)
            if chain.number is None and chain.kind != "state":
                chain.number = "plural" if phrase.is_plural else "singular"
        chain.iso3 = chain.iso3 or iso3
        chain.described_as.add(head.lemma_.lower())
        span = mention.span if mention else phrase.span
        self._call(chain, head.lemma_.lower())
        self._add(chain, span, "nominal", head, phrase.start, phrase.end)
        self._note_list(chain, head, phrase.start)

    def _spelled_out(self, phrase: Phrase) -> Phrase:
        """Let the body that holds an occasion be called by one name ("the *NHU* summit", "the Norland Health Union summit")."""
        modifiers = set(phrase.modifiers)
        for token in tokens_between(self._doc, phrase.start, phrase.head.i):
            body = self._given[token.i][0] if token.i in self._given else None
            if body is not None and body.kind == "organization":
                modifiers.discard(token.lemma_.lower())
                modifiers.update(body.name.lower().split())
        return replace(phrase, modifiers=frozenset(modifiers))

    def _named_behind(self, phrase: Phrase) -> Chain | None:
        """Return who is named between commas behind the office ("The head of the port, Dr. Ana Ruiz, said")."""
        if phrase.noun_class != "person" or phrase.is_plural or phrase.end + 1 >= len(self._doc):
            return None
        chain, end = self._name_starting_at.get(phrase.end + 1, (None, 0))
        if chain is None or self._doc[phrase.end].text != "," or self._doc[end : end + 1].text != ",":
            return None
        return None if self._doc[end + 1 : end + 2].text in ("and", "or") else chain

    def _possessor(self, phrase: Phrase) -> Chain | None:
        if phrase.determiner != "poss":
            return None
        return next((self._chain_of_head.get(child.i) for child in lefts_of(phrase.head) if child.dep_ == "poss"), None)

    def _call(self, chain: Chain, word: str) -> None:
        chain.head_words.add(word)
        self._discourse.index(word, chain)

    def _add(self, chain: Chain, span: Span, form: str, head: Token, start: int, end: int) -> None:
        chain.mentions.append(Mention(span.start, span.end, "pronoun" if form == "pronoun" else "nominal"))
        self._note(chain, head, start, end)

    def _note(self, chain: Chain, head: Token, start: int, end: int) -> None:
        self._chain_of_head[head.i] = chain
        spoken = Spoken(chain, head, start, end, self._sentence_of[head.i], prominence(head))
        self._discourse.note(spoken)

    def _note_list(self, first: Chain, head: Token, start: int) -> None:
        """Open a chain for "A and B", which "they" and "both" may take up; it comes out only if they do."""
        if head.dep_ == "conj" or not any(
            child.dep_ == "cc" and child.lower_ in ("and", "&") for child in rights_of(head)
        ):
            return
        last = head
        members = [head.i]
        for _ in range(MAX_LISTED):
            following = next(
                (child for child in rights_of(last) if child.dep_ == "conj" and child.pos_ in _NOMINAL), None
            )
            if following is None:
                break
            last = following
            members.append(last.i)
        if last.i == head.i:
            return
        end = phrase_of(last).end
        span = self._doc[start:end]
        kind: EntityKind = "group" if first.kind in ("person", "group") else "other"
        chain = Chain(kind, "plural", name=" ".join(span.text.split()), list_of=first.kind, members=tuple(members))
        chain.mentions.append(Mention(span.start_char, span.end_char, "nominal"))
        self._chains.append(chain)
        spoken = Spoken(chain, head, start, end, self._sentence_of[head.i], prominence(head))
        self._discourse.note(spoken)

    def _bare_text(self, phrase: Phrase) -> str:
        tokens = tokens_between(self._doc, phrase.start, phrase.head.i + 1)
        words = [token.text_with_ws for token in tokens if token.dep_ not in ("det", "predet")]
        return " ".join("".join(words).split())

    # -- the outcome ------------------------------------------------------------------------------

    def _entities(self) -> tuple[Entity, ...]:
        join_days(self._doc, self._chains, self._chain_of_head)
        Incumbents(self._parse, self._state_at, self._named, self._knowledge).link(self._chains)
        found: list[Entity] = []
        taken: set[Span] = set()
        for chain in self._chains:
            chain.mentions = [mention for mention in chain.mentions if mention.span not in taken]
            taken.update(mention.span for mention in chain.mentions)
            if not chain.mentions or (chain.entity is None and len(chain.mentions) < 2 and not chain.is_source):
                continue
            roles, unlinked = (chain.entity.roles, chain.entity.unlinked) if chain.entity else ((), None)
            linked = chain.why if chain.known else None
            unlinked = unlinked or (chain.why if not chain.known else None)
            found.append(
                Entity("", self._name(chain), chain.kind, chain.links, roles, tuple(chain.mentions), unlinked, linked)
            )
        return numbered(found)

    def _name(self, chain: Chain) -> str:
        """Return the name to show: that of a list of people without their offices and descriptions."""
        members = [self._chain_of_head.get(member) for member in chain.members]
        names = [member.name for member in members if member is not None and member.is_named]
        if not names or len(names) < len(members):
            return chain.name
        return f"{', '.join(names[:-1])} and {names[-1]}"


def _acts_for_possessor(phrase: Phrase) -> bool:
    """Say whether the phrase is a body, force or official of its possessor ("its troops", "her office")."""
    return phrase.noun_class in ("organization", "people") or phrase.head.lemma_.lower() in OFFICE_NOUNS
