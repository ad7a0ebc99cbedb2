#include "screens/notices.h"

#include "base/attributes.h"

enum {
    SHEETS_FEW = 10,
    DISK_FEW_MB = 200, /* a meeting needs less than one; decks and updates need some */
    HOT_C = 80, /* a Raspberry Pi begins to slow down here, see its thermal documentation */
};

struct says {
    enum phrase_id title, line;
};

static struct row row_of(const struct model *m, const char *id, struct says s, struct colour dot)
{
    return (struct row){ .id = id,
        .title = model_phrase(m, s.title),
        .line = model_phrase(m, s.line),
        .has_dot = true,
        .dot = dot };
}

/* --- the stick --- */

static enum phrase_id trouble_line(enum err_code code)
{
    switch (code) {
    case ERR_FULL:
        return PHRASE_ORG_STICK_FULL_LINE;
    case ERR_READ_ONLY:
        return PHRASE_ORG_STICK_READ_ONLY_LINE;
    case ERR_GONE:
        return PHRASE_ORG_STICK_GONE_LINE;
    case ERR_NOT_A_STICK:
        return PHRASE_ORG_STICK_FORMAT_LINE;
    default:
        return PHRASE_ORG_STICK_BROKEN_LINE;
    }
}

struct row notice_stick(const struct model *m, struct ui *ui)
{
    static const struct says says[] = {
        [STICK_NONE] = { PHRASE_ORG_STICK_NONE, PHRASE_ORG_STICK_NONE_LINE },
        [STICK_NEW] = { PHRASE_ORG_STICK_NEW, PHRASE_ORG_STICK_NEW_LINE },
        [STICK_PAIRED] = { PHRASE_ORG_STICK_PAIRED, PHRASE_ORG_STICK_PAIRED_LINE },
        [STICK_BUSY] = { PHRASE_ORG_STICK_BUSY, PHRASE_ORG_STICK_BUSY_LINE },
        [STICK_DONE] = { PHRASE_ORG_STICK_DONE, PHRASE_ORG_STICK_DONE_LINE },
        [STICK_TWO] = { PHRASE_ORG_STICK_TWO, PHRASE_ORG_STICK_TWO_LINE },
    };
    const struct theme *t = ui->theme;
    enum stick_condition stick = m->machine.stick;
    if (stick == STICK_TROUBLE) {
        struct row row = row_of(m, "organiser.stick",
            (struct says){ PHRASE_ORG_STICK_TROUBLE, trouble_line(m->machine.stick_code) },
            t->alert);
        if (m->machine.stick_code == ERR_NOT_A_STICK && m->machine.stick_format[0] != '\0')
            row.title = phrase_fill(ui->arena, model_phrase(m, PHRASE_ORG_STICK_FORMAT), "format",
                m->machine.stick_format, NULL);
        return row;
    }
    struct row row = row_of(m, "organiser.stick", says[stick],
        stick == STICK_DONE   ? t->good
        : stick == STICK_NONE ? t->edge
                              : t->alert);
    if (stick == STICK_BUSY && m->machine.stick_percent > 0)
        row.line = phrase_fill(ui->arena, model_phrase(m, PHRASE_ORG_STICK_PERCENT), "n",
            arena_printf(ui->arena, "%d", m->machine.stick_percent), NULL);
    return row;
}

/* --- the printer --- */

static struct row printer_ready(const struct model *m, struct ui *ui)
{
    const struct theme *t = ui->theme;
    const struct machine *k = &m->machine;
    struct row row = row_of(m, "organiser.printer_state",
        (struct says){ PHRASE_ORG_PRINTER_READY, PHRASE_ORG_PRINTER_READY_LINE }, t->good);
    if (!model_can_print(m)) {
        row.title = model_phrase(m, PHRASE_ORG_PRINTER_LIMIT);
        row.line = model_phrase(m, PHRASE_ORG_PRINTER_LIMIT_LINE);
        row.dot = t->alert;
    } else if (k->printed.sheets <= SHEETS_FEW || m->organiser.printer.paper_low) {
        row.title = model_phrase(m, PHRASE_ORG_PRINTER_LOW);
        row.line = phrase_count(
            ui->arena, model_language(m), PHRASE_ORG_PRINTER_LOW_LINE, k->printed.sheets);
        row.dot = t->alert;
    }
    return row;
}

struct row notice_printer(const struct model *m, struct ui *ui)
{
    static const struct says says[] = {
        [PRINTER_NONE] = { PHRASE_ORG_PRINTER_NONE, PHRASE_ORG_PRINTER_NONE_LINE },
        [PRINTER_NO_PAPER] = { PHRASE_ORG_PRINTER_PAPER, PHRASE_ORG_PRINTER_PAPER_LINE },
        [PRINTER_GONE] = { PHRASE_ORG_PRINTER_GONE, PHRASE_ORG_PRINTER_GONE_LINE },
        [PRINTER_STOPPED] = { PHRASE_ORG_PRINTER_STOPPED, PHRASE_ORG_PRINTER_STOPPED_LINE },
    };
    const struct theme *t = ui->theme;
    enum printer_condition printer = m->machine.printer;
    if (m->machine.settings.printer_off && printer != PRINTER_NONE)
        return row_of(m, "organiser.printer_state",
            (struct says){ PHRASE_ORG_PRINTER_OFF, PHRASE_ORG_PRINTER_NONE_LINE }, t->edge);
    if (printer == PRINTER_READY)
        return printer_ready(m, ui);
    return row_of(
        m, "organiser.printer_state", says[printer], printer == PRINTER_NONE ? t->edge : t->alert);
}

/* --- the machine --- */

int notices_trouble(const struct model *m, struct ui *ui, struct row list[NOTICES_MAX])
{
    const struct machine *k = &m->machine;
    const struct health *h = &k->health;
    const struct {
        bool so;
        const char *id;
        struct says says;
    } all[] = {
        { k->store_trouble != ERR_NONE, "organiser.store",
            { PHRASE_ORG_STORE_TROUBLE, PHRASE_ORG_STORE_TROUBLE_LINE } },
        { k->set_aside, "organiser.set_aside",
            { PHRASE_ORG_STORE_ASIDE, PHRASE_ORG_STORE_ASIDE_LINE } },
        { k->safe_start, "organiser.safe", { PHRASE_ORG_SAFE, PHRASE_ORG_SAFE_LINE } },
        { k->content_trouble, "organiser.content",
            { PHRASE_ORG_CONTENT_TROUBLE, PHRASE_ORG_CONTENT_TROUBLE_LINE } },
        { model_meeting_is_past(m) && k->meeting.state != MEETING_CLOSED, "organiser.date_past",
            { PHRASE_ORG_DATE_PAST, PHRASE_ORG_DATE_PAST_LINE } },
        { h->known && h->on_reserve, "organiser.reserve",
            { PHRASE_ORG_RESERVE, PHRASE_ORG_RESERVE_LINE } },
        { h->known && !h->on_reserve && h->disk_free_mb < DISK_FEW_MB, "organiser.disk",
            { PHRASE_ORG_DISK, PHRASE_ORG_DISK_LINE } },
        { h->knows_temperature && h->temperature_c >= HOT_C, "organiser.hot",
            { PHRASE_ORG_HOT, PHRASE_ORG_HOT_LINE } },
        { h->knows_power && h->under_voltage, "organiser.power",
            { PHRASE_ORG_POWER, PHRASE_ORG_POWER_LINE } },
        { h->known && !h->clock_trusted, "organiser.clock",
            { PHRASE_ORG_CLOCK, PHRASE_ORG_CLOCK_LINE } },
    };
    _Static_assert(COUNT_OF(all) <= NOTICES_MAX, "room for all at once");
    int n = 0;
    for (size_t i = 0; i < COUNT_OF(all); i++)
        if (all[i].so)
            list[n++] = row_of(m, all[i].id, all[i].says, ui->theme->alert);
    return n;
}
