/* Reads a calendar with libical: a line per event, "uid<TAB>epoch seconds<TAB>status<TAB>summary"; 1 on any error. */
#include <libical/ical.h>
#include <stdio.h>
#include <stdlib.h>

int main(int argc, char **argv) {
    FILE *file = argc == 2 ? fopen(argv[1], "rb") : NULL;
    if (!file) return 2;
    fseek(file, 0, SEEK_END);
    long size = ftell(file);
    rewind(file);
    char *text = calloc(size + 1, 1);
    if (fread(text, 1, size, file) != (size_t)size) return 2;
    icalcomponent *calendar = icalparser_parse_string(text);
    if (!calendar) return 1;
    int restricted = icalrestriction_check(calendar);
    int errors = icalcomponent_count_errors(calendar);
    fprintf(stderr, "libical %s: %d errors, restrictions %s\n", ICAL_VERSION, errors, restricted ? "met" : "not met");
    icalcomponent *event = icalcomponent_get_first_component(calendar, ICAL_VEVENT_COMPONENT);
    for (; event; event = icalcomponent_get_next_component(calendar, ICAL_VEVENT_COMPONENT)) {
        struct icaltimetype start = icalcomponent_get_dtstart(event);
        printf("%s\t%ld\t%s\t%s\n", icalcomponent_get_uid(event), (long)icaltime_as_timet_with_zone(start, start.zone),
               icalenum_status_to_string(icalcomponent_get_status(event)), icalcomponent_get_summary(event));
    }
    return errors || !restricted;
}
