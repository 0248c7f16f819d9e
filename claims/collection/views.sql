-- The views of `factsheet query`. `stored` holds the tables of a collection or a dossier as they are.

create view documents as
select *, first_day(published) as day
from stored.documents;

create view findings as
select * from stored.findings;

create view claims as
select *, array_to_string(list_transform(content, lambda part: part.exact), ' … ') as said
from stored.claims;

-- A row for each naming: whose words they are, and who passed them on.
create view sources as
select document, id as claim, 'source' as role, source.name as name, source.kind as kind, source.mention.exact as mention
from stored.claims
union all
select document, id as claim, 'relay' as role, relay.name as name, null as kind, relay.mention.exact as mention
from (select document, id, unnest(relayed_by) as relay from stored.claims);

create view figures as
select
    document, id as claim, source.name as source, act, figure.what as what, figure.min as min, figure.max as max,
    figure.bound as bound, starts_with(figure.rule, 'among') as part, figure.unit.exact as unit,
    figure.whose.exact as whose, figure.span.exact as words
from (select document, id, source, act, unnest(facets.figures) as figure from stored.claims);

create view places as
select
    document, id as claim, place.name as name, place.geonames as geonames, place.country as country, place.lat as lat,
    place.lon as lon, place.precision as precision, place.span.exact as words
from (select document, id, unnest(facets.places) as place from stored.claims);

create view times as
select
    document, id as claim, time.edtf as edtf, first_day(time.edtf) as first_day, last_day(time.edtf) as last_day,
    time.kind as kind, time.span.exact as words
from (select document, id, unnest(facets.times) as time from stored.claims);

create view parties as
select
    document, id as claim, party.name as name, party.kind as kind, party.known as known, party.span.exact as words
from (select document, id, unnest(facets.parties) as party from stored.claims);

-- A row for each claim whose words name a type of event: a report of an event, not the event. Of several places and
-- dates, the row has the first place with coordinates and the first date that is known.
create view events as
select
    document, claim, source, act, type, words,
    place.name as place, place.geonames as geonames, place.country as country, place.lat as lat, place.lon as lon,
    time.edtf as date, first_day(time.edtf) as first_day, last_day(time.edtf) as last_day
from (
    select
        document, id as claim, source.name as source, act, facets.event.type as type, facets.event.span.exact as words,
        coalesce(
            list_filter(facets.places, lambda place: place.lat is not null)[1], facets.places[1]
        ) as place,
        list_filter(facets.times, lambda time: time.kind = 'date' and time.edtf is not null)[1] as time
    from stored.claims
    where facets.event is not null
);

-- Documents of one origin, and claims that say the same of one event: what `factsheet relate` found in a collection.
create view origins as
select * from stored.origins;

create view groups as
select * from stored.groups;
