"""`kommunminne conversations`: the threads, one of them, or its end."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from assistant.commands.common import Data, Json, load_settings, opened, print_json, say

if TYPE_CHECKING:
    from assistant.wire.conversations import ConversationOut

Delete = Annotated[bool, typer.Option("--delete", help="Ta bort samtalet och dess svar")]
Id = Annotated[str | None, typer.Argument(help="Samtalets id; alla listas om inget ges", show_default=False)]


def register(app: typer.Typer) -> None:
    """Add the command."""

    @app.command()
    def conversations(
        conversation: Id = None, delete: Delete = False, as_json: Json = False, data: Data = None
    ) -> None:
        """Lista samtalen, visa ett av dem eller ta bort det."""
        if delete and conversation is None:
            raise typer.BadParameter("Ange id för samtalet som ska tas bort.")
        with opened(load_settings(data)) as reader:
            if conversation is None:
                held = reader.conversations()
                if as_json:
                    print_json(held)
                else:
                    show_list(held)
                return
            if delete:
                reader.delete_conversation(conversation)
                say("Samtalet är borttaget.")
                return
            whole = reader.conversation(conversation)
        if as_json:
            print_json(whole)
            return
        from assistant.commands.ask import show

        say(heading(whole))
        for answer in whole.history:
            say(f"\n» {answer.question}\n")
            show(answer)


def show_list(held: list[ConversationOut]) -> None:
    """A line for each thread, the one last changed first."""
    if not held:
        say("Här finns inga samtal. Börja ett: kommunminne ask FRÅGA --follow")
    for each in held:
        say(f"{each.id}  {each.changed_at[:16].replace('T', ' ')}  {heading(each)}")


def heading(thread: ConversationOut) -> str:
    """A thread's title with how many answers it holds and what it is about."""
    about = f" · Gäller: {thread.focus.label}" if thread.focus else ""
    return f"{thread.title or 'Utan namn'} ({thread.answers} svar){about}"
