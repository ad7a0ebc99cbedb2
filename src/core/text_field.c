#include "core/text_field.h"

#include "core/model.h"
#include "core/utf8.h"
#include <string.h>

/* --- letters --- */

/* Set upon the letter before it. */
static bool is_mark(uint32_t letter)
{
    return (letter >= 0x300 && letter <= 0x36f) || letter == 0x200d ||
           (letter >= 0xfe00 && letter <= 0xfe0f);
}

uint32_t text_field_capital(uint32_t letter)
{
    bool latin_1 = letter >= 0xe0 && letter <= 0xfe && letter != 0xf7;
    if ((letter >= 'a' && letter <= 'z') || latin_1)
        return letter - 0x20;
    return letter == 0x153 ? 0x152 : letter; /* œ */
}

/* --- typing --- */

static int limit(enum field field)
{
    static const int bytes[FIELD_COUNT] = {
        [FIELD_TITLE] = MEETING_TITLE_MAX,
        [FIELD_PLACE] = MEETING_PLACE_MAX,
        [FIELD_CODE] = MEETING_CODE_MAX,
        [FIELD_KIOSK] = SETTING_TEXT_MAX,
    };
    return bytes[field];
}

/* The next letter is a capital, unless the organiser says otherwise: at the start of a label, and of
 * each word of a name. */
static bool begins_word(const struct text_field *f)
{
    size_t len = strlen(f->text);
    bool is_name = f->field == FIELD_TITLE || f->field == FIELD_PLACE;
    return f->field != FIELD_CODE && (len == 0 || (is_name && f->text[len - 1] == ' '));
}

bool text_field_insert(struct text_field *f, uint32_t letter)
{
    char bytes[UTF8_MAX];
    size_t len = strlen(f->text);
    int n = utf8_write(f->shift ? text_field_capital(letter) : letter, bytes);
    if ((int)len + n >= limit(f->field) || (letter == ' ' && len == 0))
        return false;
    memcpy(f->text + len, bytes, (size_t)n);
    f->text[len + (size_t)n] = '\0';
    f->shift = begins_word(f);
    return true;
}

void text_field_erase(struct text_field *f)
{
    size_t len = strlen(f->text);
    bool mark = true;
    while (len > 0 && mark) {
        int bytes;
        do
            len--;
        while (len > 0 && !utf8_begins(f->text[len]));
        mark = is_mark(utf8_read(f->text + len, &bytes));
    }
    memset(f->text + len, 0, sizeof f->text - len);
    f->shift = begins_word(f);
}

/* --- where it comes from, and where it goes --- */

/* The text as it is; *size: of the place that holds it, in *d or the settings. */
static char *place_of(struct draft *d, struct settings *s, enum field field)
{
    return field == FIELD_TITLE   ? d->meeting.title
           : field == FIELD_PLACE ? d->meeting.place
           : field == FIELD_CODE  ? d->meeting.code
                                  : s->kiosk;
}

void text_field_open(struct model *m, enum field field, enum screen_id back)
{
    struct draft d = organiser_draft(m);
    struct text_field *f = &m->organiser.field;
    *f = (struct text_field){ .field = field, .back = back };
    utf8_copy(f->text, (size_t)limit(field), place_of(&d, &m->machine.settings, field));
    f->shift = begins_word(f);
    m->organiser.page_before = m->organiser.page;
    model_go(m, SCREEN_KEYBOARD);
}

static void trim(char *text)
{
    size_t begin = strspn(text, " "), len = strlen(text);
    while (len > begin && text[len - 1] == ' ')
        len--;
    memmove(text, text + begin, len - begin);
    text[len - begin] = '\0';
}

void text_field_done(struct model *m, struct effects *fx)
{
    struct text_field *f = &m->organiser.field;
    struct draft d = organiser_draft(m);
    struct settings settings = m->machine.settings;
    char *was = place_of(&d, &settings, f->field);

    trim(f->text);
    bool changed = strcmp(was, f->text) != 0 && (f->field != FIELD_TITLE || f->text[0] != '\0');
    if (changed && f->field == FIELD_KIOSK) {
        utf8_copy(settings.kiosk, sizeof settings.kiosk, f->text);
        effects_push(fx, (struct effect){ .kind = FX_KEEP_SETTINGS, .settings = settings });
    } else if (changed) {
        char *to = place_of(organiser_edit(m), &settings, f->field);
        utf8_copy(to, (size_t)limit(f->field), f->text);
    }
    organiser_back(m, f->back, fx);
}
