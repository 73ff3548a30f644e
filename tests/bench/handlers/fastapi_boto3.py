"""`GET /user/{id}` as many would write it: FastAPI behind Mangum, and boto3's resource."""

import json
import os
from datetime import datetime
from uuid import UUID

import boto3
from fastapi import FastAPI, HTTPException
from mangum import Mangum
from pydantic import BaseModel, ConfigDict
from pydantic.alias_generators import to_camel

table = boto3.resource("dynamodb").Table(os.environ["USERS_TABLE"])
app = FastAPI()


class ApiModel(BaseModel):
    """camelCase outside, snake_case inside."""

    model_config = ConfigDict(alias_generator=to_camel, populate_by_name=True)


class Skill(ApiModel):
    """A skill that a person offers or seeks."""

    skill_name: str
    skill_level: str
    is_offering: bool


class Profile(ApiModel):
    """A person."""

    id: UUID
    username: str
    first_name: str
    last_name: str
    bio: str
    created_at: datetime
    time_zone: str
    skills: list[Skill]


@app.get("/user/{person_id}")
def profile(person_id: UUID) -> Profile:
    """Read one item and answer it as JSON."""
    item = table.get_item(Key={"pk": f"PERSON#{person_id}", "sk": "PROFILE"}).get("Item")
    if item is None:
        raise HTTPException(404)
    skills = [
        Skill(skill_name=skill["name"], skill_level=skill["level"], is_offering=skill["offering"])
        for skill in item["skills"]
    ]
    print(json.dumps({"level": "INFO", "message": "request", "status": 200}))
    return Profile(**{**item, "skills": skills})


handler = Mangum(app, lifespan="off")
