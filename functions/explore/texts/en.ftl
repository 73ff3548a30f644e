### Why somebody is recommended, in English. Every language has the same messages, each on one line.

teaches = Teaches { $skill } ({ $level }), which you seek
learns = Wants to learn { $skill }, which you offer
rated = Rated { $average } by { $people } people
    .one = Rated { $average } by { $people } person
hours = { $hours } of your waking hours in common

## A number that is not whole.

decimal = { $whole }.{ $fraction }

## How well somebody knows a skill.

beginner = beginner
intermediate = intermediate
expert = expert
