"""A reviewer at work in a real LibreOffice: run by the system's Python, told what to do in
JSON lines on standard input, answering each with a JSON line.

usage: uno_reviewer.py PIPE
"""

import contextlib
import json
import sys
import time
from datetime import datetime

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException
from com.sun.star.lang import DisposedException
from com.sun.star.text.ControlCharacter import PARAGRAPH_BREAK
from com.sun.star.util import DateTime

REVIEWER = "Lena Supervisor"


def prop(name, value):
    made = PropertyValue()
    made.Name, made.Value = name, value
    return made


class Reviewer:
    def __init__(self, pipe):
        context = uno.getComponentContext()
        resolver = context.ServiceManager.createInstanceWithContext(
            "com.sun.star.bridge.UnoUrlResolver", context
        )
        for _ in range(240):
            try:
                self.context = resolver.resolve(
                    f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext"
                )
                break
            except NoConnectException:
                time.sleep(0.25)
        self.services = self.context.ServiceManager
        self.desktop = self.make("com.sun.star.frame.Desktop")
        self.dispatcher = self.make("com.sun.star.frame.DispatchHelper")
        self.sign()

    def make(self, name):
        return self.services.createInstanceWithContext(name, self.context)

    def sign(self):
        """Put the reviewer's name into the profile, for comments and tracked edits."""
        provider = self.make("com.sun.star.configuration.ConfigurationProvider")
        access = provider.createInstanceWithArguments(
            "com.sun.star.configuration.ConfigurationUpdateAccess",
            (prop("nodepath", "/org.openoffice.UserProfile/Data"),),
        )
        first, last = REVIEWER.split(" ")
        access.setPropertyValue("givenname", first)
        access.setPropertyValue("sn", last)
        access.commitChanges()

    # What can be asked for -----------------------------------------------------------------

    def open(self, path):
        self.document = self.desktop.loadComponentFromURL(
            uno.systemPathToFileUrl(path), "_blank", 0, ()
        )
        self.controller = self.document.CurrentController
        self.cursor = self.controller.ViewCursor

    def save(self, path):
        self.document.storeToURL(
            uno.systemPathToFileUrl(path), (prop("FilterName", "MS Word 2007 XML"),)
        )
        self.document.close(True)

    def quit(self):
        with contextlib.suppress(DisposedException):
            self.desktop.terminate()

    def comment(self, words, text):
        self.controller.select(self.find(words))
        self.do("InsertAnnotation", Text=text, Author=REVIEWER)

    def answer(self, begins, text):
        """An answer as the button "Reply" of LibreOffice 7.4 makes it: a comment right behind the
        one answered, that names first whom it answers. (The button's slot does nothing when it
        is called by program; what it makes was seen when it was clicked. There the name has a
        paragraph of its own; by program the line end is lost when LibreOffice saves.)"""
        wanted = next(n for n in self.notes() if n.Content.startswith(begins))
        asked, anchor = wanted.DateTimeValue, wanted.getAnchor()
        when = f"{asked.Month}/{asked.Day}/{asked.Year}, {asked.Hours:02}:{asked.Minutes:02}"
        reply = self.document.createInstance("com.sun.star.text.textfield.Annotation")
        reply.Author, reply.Initials = REVIEWER, "LS"
        now = datetime.now().astimezone()
        reply.DateTimeValue = DateTime(
            0, now.second, now.minute, now.hour, now.day, now.month, now.year, False
        )
        reply.Content = f'Reply to {wanted.Author} ({when}): "..."\n{text}'
        cursor = anchor.getText().createTextCursorByRange(anchor.getEnd())
        anchor.getText().insertTextContent(cursor, reply, False)

    def resolve(self, begins):
        next(n for n in self.notes() if n.Content.startswith(begins)).Resolved = True

    def delete_comment(self, begins):
        note = next(n for n in self.notes() if n.Content.startswith(begins))
        note.getAnchor().getText().removeTextContent(note)

    def choose(self, row, shown):
        """Change the drop-down in a row (from 0) of the last table that has any."""
        found = []
        tables = self.document.TextTables
        for index in range(tables.Count):
            table = tables.getByIndex(index)
            for name in table.CellNames:
                found += list(self.controls(table.getCellByName(name)))
        cell, control = found[row]
        old = "".join(portion.String for portion in each(control))
        control.setString(shown)  # LibreOffice 7.4 puts it before what is there
        rest = cell.createTextCursorByRange(next(each(control)).Start)
        rest.goRight(len(shown), False)
        rest.goRight(len(old), True)
        if rest.String != old:
            raise RuntimeError(f"{rest.String!r} is not {old!r}")
        rest.setString("")

    def replace_tracked(self, words, by):
        self.document.RecordChanges = True
        self.find(words).setString(by)
        self.document.RecordChanges = False

    def retype_tracked(self, words, by):
        self.document.RecordChanges = True
        self.retype(words, by)
        self.document.RecordChanges = False

    def retype(self, words, by):
        """Select the words and type over them."""
        self.controller.select(self.find(words))
        self.do("InsertText", Text=by)

    def type_after(self, words, more):
        self.cursor.gotoRange(self.find(words).End, False)
        self.do("InsertText", Text=more)

    def delete(self, words):
        self.controller.select(self.find(words))
        self.do("Delete")

    def delete_tracked(self, words):
        self.document.RecordChanges = True
        self.delete(words)
        self.document.RecordChanges = False

    def delete_paragraph(self, words):
        self.select_paragraph(words)
        self.do("Delete")

    def delete_paragraph_tracked(self, words):
        self.document.RecordChanges = True
        self.delete_paragraph(words)
        self.document.RecordChanges = False

    def move_paragraph(self, words, before):
        self.select_paragraph(words)
        self.do("Cut")
        self.paste_before(before)

    def move_paragraph_tracked(self, words, before):
        self.document.RecordChanges = True
        self.move_paragraph(words, before)
        self.document.RecordChanges = False

    def move_words(self, words, after):
        self.controller.select(self.find(words))
        self.do("Cut")
        self.cursor.gotoRange(self.find(after).End, False)
        self.do("Paste")

    def copy_paragraph(self, words, before):
        self.select_paragraph(words)
        self.do("Copy")
        self.paste_before(before)

    def join_with_previous(self, words):
        self.cursor.gotoRange(self.paragraph(words).Start, False)
        self.do("SwBackspace")

    def join_with_previous_tracked(self, words):
        self.document.RecordChanges = True
        self.join_with_previous(words)
        self.document.RecordChanges = False

    def split_before(self, words):
        place = self.find(words)
        place.Text.insertControlCharacter(place.Start, PARAGRAPH_BREAK, False)

    # How -----------------------------------------------------------------------------------

    def do(self, command, **arguments):
        given = tuple(prop(name, value) for name, value in arguments.items())
        self.dispatcher.executeDispatch(self.controller.Frame, ".uno:" + command, "", 0, given)

    def find(self, words):
        """The last place of the words: the articles stand behind the table of claims."""
        search = self.document.createSearchDescriptor()
        search.SearchString, search.SearchCaseSensitive = words, True
        found = self.document.findAll(search)
        if not found.Count:
            raise RuntimeError(f"not found: {words}")
        return found.getByIndex(found.Count - 1)

    def paragraph(self, words):
        """A cursor over the paragraph of the words, without its mark."""
        found = self.find(words)
        cursor = found.Text.createTextCursorByRange(found.Start)
        cursor.gotoStartOfParagraph(False)
        cursor.gotoEndOfParagraph(True)
        return cursor

    def select_paragraph(self, words):
        cursor = self.paragraph(words)
        cursor.goRight(1, True)
        self.controller.select(cursor)

    def paste_before(self, words):
        self.cursor.gotoRange(self.paragraph(words).Start, False)
        self.do("Paste")

    def notes(self):
        service = "com.sun.star.text.textfield.Annotation"
        return [f for f in each(self.document.TextFields) if f.supportsService(service)]

    def controls(self, text):
        for paragraph in each(text):
            if not paragraph.supportsService("com.sun.star.text.Paragraph"):
                continue
            for portion in each(paragraph):
                if portion.TextPortionType == "ContentControl":
                    control = portion.ContentControl
                    if len(control.ListItems):
                        yield text, control


def each(container):
    """What a UNO container holds."""
    elements = container.createEnumeration()
    while elements.hasMoreElements():
        yield elements.nextElement()


def main():
    reviewer = Reviewer(sys.argv[1])
    print(json.dumps({"ready": True}), flush=True)
    for line in sys.stdin:
        verb, arguments = json.loads(line)
        try:
            getattr(reviewer, verb)(*arguments)
            print(json.dumps({"ok": True}), flush=True)
        except Exception as error:  # noqa: BLE001 (told to the test, which fails)
            print(
                json.dumps({"ok": False, "error": f"{type(error).__name__}: {error}"}), flush=True
            )
        if verb == "quit":
            return


main()
