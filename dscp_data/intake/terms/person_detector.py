"""Guesses whether a comment names a person; it asks, and never refuses."""

from __future__ import annotations

import re

FORENAMES = """
aaron abigail adam aidan aimee alan alex alexander alfie alice alison amanda amber amelia
amy andrea andrew angela ann anna anne anthony archie ashley barbara barry ben benjamin
bethany beth bradley brian caitlin callum cameron carl carol caroline catherine charles
charlie charlotte chloe chris christine christopher claire colin connor courtney craig
daisy daniel darren dave david dawn dean deborah declan denise diane dominic donna dylan
edward eleanor elizabeth ella ellie emily emma eric erin ethan eva evie finley fiona frank
freya gareth gary gemma george georgia gillian graham hannah harriet harry harvey hayley
heather helen henry hollie holly ian isaac isabella isla jack jacob jade jake james jamie
jane janet jason jayden jean jennifer jenny jessica jill jim joan joanna joanne joe joel
john jonathan jordan joseph josh joshua joyce julia julie karen kate katherine kathleen
katie kayleigh keith kelly ken kenneth kerry kevin kieran kim kirsty kyle laura lauren
leah leanne lee leon lewis liam lily linda lisa logan louise lucas lucy luke lynn maisie
malcolm margaret maria marie mark martin mary mason matthew maureen megan melissa mia
michael michelle millie mohammed molly muhammad naomi natalie nathan neil nicholas nicola
nicole noah oliver olivia oscar owen pamela patricia patrick paul paula pauline peter
philip phoebe poppy rachel rebecca rhys richard riley robert robin roger rosie ross ruby
russell ruth ryan sally sam samantha samuel sandra sara sarah scott sean shannon sharon
shaun sheila simon sophia sophie stacey stephanie stephen steven stuart susan suzanne
sylvia tara teresa terry theo thomas tim timothy tom toby tony tracey tyler valerie
vanessa victoria vincent wayne wendy william zac zachary zara zoe
ahmed aisha ali amina amir anastasia bilal fatima hamza hassan ibrahim ivan khadija maryam mohamed
mohammad mustafa olga omar priya sofia usman yusuf zainab
aaliyah abdi abdul abdullah adebayo albert aleksander amelie anya arjun arthur ayaan ayesha bogdan
chidi chinedu cody dexter dominik elliot elsie emeka esme evelyn farah filip freddie frederick
gabriel habiba halima idris ifeoma jakub jamal jasmine javier jensen jorge jose kacper kaiden
kaitlyn kayla khalid kian kofi kwame lacey layla leo lexi libby lola louie lukasz mabel maddison
madison maja malik mateusz matilda mehmet michal mihai mohamad nadia nasir ngozi niamh nikita
nkechi oksana oleksandr ollie orla paige pawel piotr rahul ravi reece reuben rohan rory sadie
saira sanjay scarlett sebastian shabnam shreya sienna sunita svetlana tamsin tariq tatiana teddy
temitope tia tilly tina trevor tyrell tyrone vasile xiomara yasmin yasmine zack zane zofia zuzanna
"""
KNOWN = frozenset(FORENAMES.split())
PLACES = {
    "road", "street", "park", "school", "house", "centre", "avenue", "lane", "hall", "college",
    "academy", "hospital", "drive", "court", "square", "terrace", "hub", "project", "team",
    "review", "primary", "close", "station", "way", "place", "estate", "trust", "and", "green",
}  # fmt: skip
PAIR = re.compile(r"\b([A-Z][a-z]+) (?=([A-Z][a-z]+(?:[-’'][A-Z][a-z]+)?)\b(?: ([A-Z]?[a-z]+))?)")
TITLED = re.compile(r"\b(?:Mr|Mrs|Ms|Miss|Mstr)\.? [A-Z][a-z]+")
BIRTH = re.compile(r"\b(?:dob|d\.o\.b\.?|date of birth|born (?:on )?\d)", re.I)
INITIALS = re.compile(r"\b(?i:child|girl|boy|young person|pupil|sibling) [A-Z]\.? ?[A-Z]\b")


def may_name_a_person(text: str) -> bool:
    """Whether a text holds what looks like a person's name or birth."""
    if TITLED.search(text) or BIRTH.search(text) or INITIALS.search(text):
        return True
    return any(
        first.casefold() in KNOWN
        and second.casefold() not in PLACES
        and after.casefold() not in PLACES
        for first, second, after in PAIR.findall(text)
    )
