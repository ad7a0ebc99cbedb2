#include "documents/xlsx.h"

#include "core/plain_text.h"
#include "documents/ink.h"

#include <errno.h>
#include <glib.h>
#include <math.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#define MADE_AT 946684800 /* 2000-01-01, as all our documents */

enum { NAME_UNITS = 31, A4 = 9 };

struct xlsx {
    struct arena *arena;
    lxw_workbook *book;
    lxw_format *looks[XLSX_LOOK_COUNT];
    lxw_error failed;
    int fd; /* of memory that has no name in any folder */
};

lxw_color_t xlsx_colour(struct ink ink)
{
    return ((lxw_color_t)lround(ink.red * 255) << 16) |
           ((lxw_color_t)lround(ink.green * 255) << 8) | (lxw_color_t)lround(ink.blue * 255);
}

static void make_looks(struct xlsx *x)
{
    for (int i = 0; i < XLSX_LOOK_COUNT; i++)
        x->looks[i] = workbook_add_format(x->book);
    format_set_bold(x->looks[XLSX_TITLE]);
    format_set_font_size(x->looks[XLSX_TITLE], 16);
    format_set_italic(x->looks[XLSX_NOTE]);
    format_set_align(x->looks[XLSX_LEFT], LXW_ALIGN_LEFT);
    format_set_text_wrap(x->looks[XLSX_WRAPPED]);
    for (int i = XLSX_HEAD; i < XLSX_LOOK_COUNT; i++) {
        format_set_bold(x->looks[i]);
        format_set_bottom(x->looks[i], LXW_BORDER_THIN);
        if (i > XLSX_HEAD)
            format_set_align(x->looks[i], LXW_ALIGN_RIGHT);
    }
    for (int e = 0; e < ELEMENT_COUNT; e++) {
        format_set_font_color(x->looks[XLSX_HEAD_ELEMENT + e], LXW_COLOR_WHITE);
        format_set_bg_color(x->looks[XLSX_HEAD_ELEMENT + e], xlsx_colour(ink_of_element[e]));
    }
}

struct xlsx *xlsx_begin(struct arena *a)
{
    struct xlsx *x = g_new0(struct xlsx, 1);
    x->arena = a;
    x->fd = memfd_create("xlsx", MFD_CLOEXEC);
    x->book = workbook_new(arena_printf(a, "/proc/self/fd/%d", x->fd));
    if (x->book == NULL)
        abort();
    char title[] = "Goed Werk";
    lxw_doc_properties properties = { .title = title, .created = MADE_AT };
    xlsx_note(x, workbook_set_properties(x->book, &properties));
    make_looks(x);
    return x;
}

/* Text that XML can hold: no bytes but UTF-8, nothing that no one can see. */
static char *legible(struct arena *a, const char *text)
{
    char *valid = g_utf8_make_valid(text, -1);
    char *plain = plain_text(a, valid);
    g_free(valid);
    for (char *c = plain; *c != '\0'; c = g_utf8_next_char(c)) {
        gunichar letter = g_utf8_get_char(c);
        if (letter < 0x20 || letter == 0x7f)
            *c = ' ';
        else if ((letter & 0xfffe) == 0xfffe)
            memset(c, ' ', (size_t)(g_utf8_next_char(c) - c));
    }
    return plain;
}

/* Excel: at most 31 UTF-16 units, none of []:*?/\, no apostrophe at either end. */
const char *xlsx_sheet_name(struct arena *a, int number, const char *name)
{
    char *full = legible(a, number > 0 ? arena_printf(a, "%d %s", number, name) : name);
    int units = 0;
    char *c = full;
    for (; *c != '\0'; c = g_utf8_next_char(c)) {
        units += g_utf8_get_char(c) > 0xffff ? 2 : 1;
        if (units > NAME_UNITS)
            break;
        if (strchr("[]:*?/\\'", *c) != NULL)
            *c = ' ';
    }
    *c = '\0';
    return g_strchomp(full);
}

lxw_worksheet *xlsx_sheet(struct xlsx *x, int number, const char *name)
{
    lxw_worksheet *sheet = workbook_add_worksheet(x->book, xlsx_sheet_name(x->arena, number, name));
    if (sheet == NULL)
        abort();
    worksheet_gridlines(sheet, LXW_HIDE_ALL_GRIDLINES);
    worksheet_set_paper(sheet, A4);
    worksheet_set_landscape(sheet);
    worksheet_fit_to_pages(sheet, 1, 0);
    return sheet;
}

void xlsx_text(struct xlsx *x, lxw_worksheet *sheet, int row, int column, enum xlsx_look look,
    const char *text)
{
    xlsx_note(x, worksheet_write_string(sheet, (lxw_row_t)row, (lxw_col_t)column,
                     legible(x->arena, text), x->looks[look]));
}

void xlsx_number(
    struct xlsx *x, lxw_worksheet *sheet, int row, int column, enum xlsx_look look, uint32_t number)
{
    xlsx_note(x,
        worksheet_write_number(sheet, (lxw_row_t)row, (lxw_col_t)column, number, x->looks[look]));
}

void xlsx_note(struct xlsx *x, lxw_error status)
{
    if (x->failed == LXW_NO_ERROR)
        x->failed = status;
}

lxw_workbook *xlsx_workbook(struct xlsx *x)
{
    return x->book;
}

static bool read_back(struct xlsx *x, struct document *out)
{
    struct stat st;
    if (fstat(x->fd, &st) < 0)
        return false;
    char *bytes = arena_alloc(x->arena, (size_t)st.st_size);
    *out = (struct document){ .bytes = bytes, .len = (size_t)st.st_size };
    return pread(x->fd, bytes, out->len, 0) == st.st_size;
}

bool xlsx_end(struct xlsx *x, struct document *out, struct err *err)
{
    xlsx_note(x, workbook_close(x->book));
    bool ok = x->failed == LXW_NO_ERROR;
    if (!ok)
        err_set(err, x->failed <= LXW_ERROR_ZIP_CLOSE ? ERR_FILE : ERR_INTERNAL, "xlsx: %s",
            lxw_strerror(x->failed));
    else if (!read_back(x, out))
        ok = err_set(err, ERR_FILE, "xlsx: %s", strerror(errno));
    close(x->fd);
    g_free(x);
    return ok;
}
