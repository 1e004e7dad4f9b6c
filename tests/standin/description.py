"""Discord's own description of its API, as a judge of what goes in and what comes out.

Where the description is not at hand `Description.load` gives one that judges nothing and says so.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

FILE = Path(__file__).resolve().parents[3] / "shared" / "discord" / "openapi.json"


@dataclass
class Operation:
    """One method of one path; `request` is the schema of a JSON body, `answers` those of the answers by status."""

    path: str
    request: Mapping[str, Any] | None
    answers: Mapping[str, Mapping[str, Any]]
    _judges: dict[str, Any] = field(default_factory=dict)


class Description:
    """Finds the operation behind a request and judges bodies by it."""

    def __init__(self, document: Mapping[str, Any] | None) -> None:
        self.known = document is not None
        self._components = (document or {}).get("components", {})
        self._operations: dict[str, list[tuple[re.Pattern[str], Operation]]] = {}
        for path, methods in (document or {}).get("paths", {}).items():
            for method, entry in methods.items():
                if method in {"get", "post", "put", "patch", "delete"}:
                    pattern = re.compile(re.sub(r"\{[^}]+\}", "[^/]+", path))
                    self._operations.setdefault(method.upper(), []).append((pattern, self._operation(path, entry)))

    @classmethod
    def load(cls, file: Path = FILE) -> "Description":
        """The description in `file`; one that knows nothing when there is no such file."""
        return cls(json.loads(file.read_text("utf-8")) if file.is_file() else None)

    def find(self, method: str, path: str) -> Operation | None:
        """The described operation of a request, literal paths before those with parameters."""
        matching = [found for pattern, found in self._operations.get(method, ()) if pattern.fullmatch(path)]
        return min(matching, key=lambda operation: operation.path.count("{"), default=None)

    def judge_request(self, operation: Operation, body: Any) -> list[str]:
        """What the description finds wrong with a body that the bot sent."""
        return [] if operation.request is None else self._judge(operation, "request", operation.request, body)

    def judge_answer(self, operation: Operation, status: int, body: Any) -> list[str]:
        """What the description finds wrong with an answer of the stand-in."""
        key = str(status) if str(status) in operation.answers else f"{status // 100}XX"
        if key not in operation.answers:
            return [] if body is None and status == 204 else [f"{operation.path} is not described to answer {status}"]
        schema = operation.answers[key]
        return self._judge(operation, key, schema, body) if schema else []

    def _operation(self, path: str, entry: Mapping[str, Any]) -> Operation:
        content = entry.get("requestBody", {}).get("content", {})
        request = content.get("application/json", {}).get("schema")
        answers = {}
        for status, answer in entry["responses"].items():
            name = answer.get("$ref", "").rpartition("/")[2]
            described = self._components["responses"][name] if name else answer
            answers[status] = described.get("content", {}).get("application/json", {}).get("schema", {})
        return Operation(path, request, answers)

    def _judge(self, operation: Operation, key: str, schema: Mapping[str, Any], body: Any) -> list[str]:
        import jsonschema_rs

        if key not in operation._judges:  # noqa: SLF001 - the cache belongs to this module
            document = {**schema, "components": self._components}
            operation._judges[key] = jsonschema_rs.validator_for(document, validate_formats=True)  # noqa: SLF001
        return [_sentence(operation.path, error) for error in operation._judges[key].iter_errors(body)]  # noqa: SLF001


def _sentence(path: str, error: Any) -> str:
    where = "/".join(str(part) for part in error.instance_path) or "the body"
    return f"{path}: {where}: {error.message[:300]}"


def as_described(body: Any) -> Any:
    """The body with the numbers that discord.py writes for snowflakes as the strings that are described."""
    if not isinstance(body, dict):
        return body
    changed = dict(body)
    if isinstance(body.get("allowed_mentions"), dict):
        mentions = body["allowed_mentions"]
        lists = {key: [str(number) for number in mentions[key]] for key in ("users", "roles") if key in mentions}
        changed["allowed_mentions"] = mentions | lists
    if isinstance(body.get("message_reference"), dict):
        reference = body["message_reference"]
        changed["message_reference"] = {
            key: str(value) if key.endswith("_id") else value for key, value in reference.items()
        }
    if isinstance(body.get("attachments"), list):
        changed["attachments"] = [given | {"id": str(given["id"])} for given in body["attachments"]]
    if "recipient_id" in body:
        changed["recipient_id"] = str(body["recipient_id"])
    for key in ("data", "message"):
        if isinstance(body.get(key), dict):
            changed[key] = as_described(body[key])
    return changed
