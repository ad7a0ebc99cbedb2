#include "platform/settings_key.h"

#include "base/attributes.h"
#include "core/utf8.h"
#include "platform/settings_file.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

static const char digits[] = "0123456789";

static bool is_plain(const char *text)
{
    for (int bytes; *text != '\0'; text += bytes)
        if (!utf8_is_plain(utf8_read(text, &bytes)))
            return false;
    return true;
}

/* Quotes around the whole are what other such files ask for. */
static bool take_text(const char *value, char *to, size_t room)
{
    size_t len = strlen(value);
    if (len >= 2 && value[0] == '"' && value[len - 1] == '"') {
        value++;
        len -= 2;
    }
    if (len >= room || !is_plain(value))
        return false;
    memcpy(to, value, len);
    to[len] = '\0';
    return true;
}

static bool take_number(const char *value, int least, int most, int *to)
{
    size_t len = strlen(value);
    if (len == 0 || len > 6 || strspn(value, digits) != len)
        return false;
    long number = strtol(value, NULL, 10);
    if (number < least || number > most)
        return false;
    *to = (int)number;
    return true;
}

/* The place of value in a list of words that a NULL ends; -1: it is none of them. */
static int find_word(const char *const *words, const char *value)
{
    for (int i = 0; words[i] != NULL; i++)
        if (strcasecmp(words[i], value) == 0)
            return i;
    return -1;
}

static bool take_kiosk(const char *value, struct settings *s, struct settings_file *file)
{
    (void)file;
    return take_text(value, s->kiosk, sizeof s->kiosk);
}

static bool take_language(const char *value, struct settings *s, struct settings_file *file)
{
    static const char letters[] = "abcdefghijklmnopqrstuvwxyz";
    static const char all[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-";
    size_t small = strspn(value, letters), len = strlen(value);
    (void)file;
    if (small < 2 || small > 3 || strspn(value, all) != len ||
        (value[small] != '\0' && value[small] != '-'))
        return false;
    return take_text(value, s->language, sizeof s->language);
}

static bool take_brightness(const char *value, struct settings *s, struct settings_file *file)
{
    (void)file;
    return take_number(value, BRIGHTNESS_LOWEST, 100, &s->brightness);
}

static bool take_rotation(const char *value, struct settings *s, struct settings_file *file)
{
    int degrees;
    (void)file;
    if (!take_number(value, 0, 270, &degrees) || degrees % 90 != 0)
        return false;
    s->rotation = degrees;
    return true;
}

static bool take_printer(const char *value, struct settings *s, struct settings_file *file)
{
    (void)file;
    return take_text(value, s->printer, sizeof s->printer);
}

static bool take_printer_off(const char *value, struct settings *s, struct settings_file *file)
{
    /* no and yes in turn */
    static const char *const words[] = { "nee", "ja", "no", "yes", "uit", "aan", "off", "on",
        "false", "true", "0", "1", NULL };
    int word = find_word(words, value);
    (void)file;
    if (word < 0)
        return false;
    s->printer_off = word % 2 == 1;
    return true;
}

static bool take_paper(const char *value, struct settings *s, struct settings_file *file)
{
    static const char *const words[] = { [PAPER_A6] = "a6",
        [PAPER_A5] = "a5",
        [PAPER_A4] = "a4",
        [PAPER_10X15] = "10x15",
        [PAPER_ROLL_80] = "roll",
        [PAPER_KIND_COUNT] = NULL };
    int word = find_word(words, value);
    (void)file;
    if (word < 0 && strcasecmp(value, "automatic") != 0)
        return false;
    s->paper = word < 0 ? PAPER_AUTOMATIC : word;
    return true;
}

static bool take_print_limit(const char *value, struct settings *s, struct settings_file *file)
{
    (void)file;
    return take_number(value, 0, 9999, &s->print_limit);
}

static bool take_pack(const char *value, struct settings *s, struct settings_file *file)
{
    (void)file;
    return take_number(value, 1, 9999, &s->pack);
}

static bool take_pin(const char *value, struct settings *s, struct settings_file *file)
{
    size_t len = strlen(value);
    (void)s;
    if (len != SETTINGS_FILE_PIN_MAX - 1 || strspn(value, digits) != len)
        return false;
    memcpy(file->pin, value, len + 1);
    return true;
}

/* A number with a point, within most of 0; *end: behind it. */
static bool read_decimal(const char *text, double most, double *to, char **end)
{
    size_t len = strspn(text, "+-.0123456789");
    *to = strtod(text, end);
    return len > 0 && *end == text + len && *to >= -most && *to <= most;
}

static bool take_px_per_mm(const char *value, struct settings *s, struct settings_file *file)
{
    char text[16], *end, *comma;
    double number;
    (void)file;
    if (!take_text(value, text, sizeof text))
        return false;
    if ((comma = strchr(text, ',')) != NULL)
        *comma = '.';
    if (!read_decimal(text, 30, &number, &end) || *end != '\0' || number < 2)
        return false;
    s->px_per_mm = number;
    return true;
}

static bool take_touch_matrix(const char *value, struct settings *s, struct settings_file *file)
{
    double matrix[COUNT_OF(s->touch_matrix)];
    char *at = (char *)value;
    (void)file;
    for (size_t i = 0; i < COUNT_OF(matrix); i++) {
        at += strspn(at, " \t,");
        if (!read_decimal(at, 100, &matrix[i], &at))
            return false;
    }
    if (*at != '\0')
        return false;
    memcpy(s->touch_matrix, matrix, sizeof matrix);
    return true;
}

static bool take_display(const char *value, struct settings *s, struct settings_file *file)
{
    (void)file;
    return take_text(value, s->display, sizeof s->display);
}

const struct settings_key *settings_key(const char *name)
{
    static const char text[] = "max. 63";
    static const struct settings_key keys[] = {
        { "kiosk", text, take_kiosk },
        { "language", "nl, en", take_language },
        { "brightness", "10 – 100", take_brightness },
        { "rotation", "0 90 180 270", take_rotation },
        { "printer", text, take_printer },
        { "printer-off", "ja nee", take_printer_off },
        { "paper", "a6 a5 a4 10x15 roll automatic", take_paper },
        { "print-limit", "0 – 9999", take_print_limit },
        { "pack", "1 – 9999", take_pack },
        { "pin", "000000 – 999999", take_pin },
        { "px-per-mm", "2 – 30", take_px_per_mm },
        { "touch-matrix", "1 0 0 0 1 0", take_touch_matrix },
        { "display", text, take_display },
    };
    for (size_t i = 0; i < COUNT_OF(keys); i++)
        if (strcasecmp(keys[i].name, name) == 0)
            return &keys[i];
    return NULL;
}
