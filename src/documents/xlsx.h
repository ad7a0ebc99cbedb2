/*
 * A workbook in memory (libxlsxwriter). What is written is text or a number, never a formula, so
 * that nothing in a title is ever worked out. Same calls, same bytes. Inside documents/ only.
 */
#ifndef DOCUMENTS_XLSX_H
#define DOCUMENTS_XLSX_H

#include "base/arena.h"
#include "base/err.h"
#include "core/content.h"
#include "documents/typeset.h"
#include <stdint.h>
#include <xlsxwriter.h>

struct xlsx;
struct ink;

lxw_color_t xlsx_colour(struct ink ink);

enum xlsx_look {
    XLSX_PLAIN,
    XLSX_TITLE,
    XLSX_NOTE, /* italic */
    XLSX_LEFT, /* a number below text */
    XLSX_WRAPPED, /* in as many lines as it needs */
    XLSX_HEAD, /* above a column of text */
    XLSX_HEAD_NUMBER, /* above a column of numbers */
    XLSX_HEAD_ELEMENT, /* the same in the colour of an E: add the E */
    XLSX_LOOK_COUNT = XLSX_HEAD_ELEMENT + ELEMENT_COUNT
};

/* Its temporary files go where TMPDIR says, else to /tmp, and have no name there. */
struct xlsx *xlsx_begin(struct arena *a);

/* A sheet, the next in order. Any text will do for a name: it is made legal, and its own by a number
 * before it (0: none). A4 on its side, as wide as the paper. */
lxw_worksheet *xlsx_sheet(struct xlsx *x, int number, const char *name);
const char *xlsx_sheet_name(struct arena *a, int number, const char *name);

void xlsx_text(struct xlsx *x, lxw_worksheet *sheet, int row, int column, enum xlsx_look look,
    const char *text);
void xlsx_number(struct xlsx *x, lxw_worksheet *sheet, int row, int column, enum xlsx_look look,
    uint32_t number);

/* Of libxlsxwriter's own calls: the first that failed makes xlsx_end fail. */
void xlsx_note(struct xlsx *x, lxw_error status);
lxw_workbook *xlsx_workbook(struct xlsx *x);

/* Finishes and frees x; the bytes are copied to the arena. False: ERR_FILE or ERR_INTERNAL. */
bool xlsx_end(struct xlsx *x, struct document *out, struct err *err) MUST_CHECK;

#endif
