/* Makes reports into a folder and reads what stands on their pages. */
#ifndef TESTS_REPORT_DESK_H
#define TESTS_REPORT_DESK_H

#include "documents/report_pdf.h"
#include "sample_report.h"

struct report_desk {
    struct typesetter *typesetter;
    struct arena *arena; /* one test's */
    const char *folder, *pdf;
    int pages; /* of the report that was made last */
};

/* Set-up and teardown of one test; *state is a struct report_desk *. */
int report_desk_open(void **state);
int report_desk_close(void **state);

/* Fails the test where there is none. */
struct document report_desk_make(struct report_desk *d, const struct sample_report *s);

/* The text of a page, row by row, each run of white space as one space; page 0: of all. */
char *report_desk_text(struct report_desk *d, int page);

/* The same text with plain spaces for those that no line ends at. */
char *report_desk_untie(char *text);

#endif
