/* Every state of the organiser's page, and of the screens for stick, decks, printer and paper. */
#include "screens/fits_trial.h"
#include <string.h>

static const enum err_code troubles[] = { ERR_FULL, ERR_READ_ONLY, ERR_GONE, ERR_VERIFY,
    ERR_NOT_A_STICK };

static void try_sticks(struct trial *t, const char *more)
{
    struct machine *k = &t->model.machine;
    int *page = &t->model.organiser.page;
    for (int stick = STICK_NONE; stick <= STICK_TWO; stick++) {
        k->stick = (enum stick_condition)stick;
        fits_pages(t, more, page);
    }
    k->stick_percent = 100;
    k->stick = STICK_BUSY;
    fits_pages(t, more, page);
    k->stick = STICK_TROUBLE;
    for (size_t i = 0; i < COUNT_OF(troubles); i++) {
        k->stick_code = troubles[i];
        fits_pages(t, more, page);
    }
}

static void try_printers(struct trial *t, const char *more)
{
    struct machine *k = &t->model.machine;
    int *page = &t->model.organiser.page;
    for (int printer = PRINTER_NONE; printer <= PRINTER_STOPPED; printer++) {
        k->printer = (enum printer_condition)printer;
        fits_pages(t, more, page);
    }
    k->printer = PRINTER_READY;
    k->printed.sheets = 1;
    fits_pages(t, more, page);
    k->settings.print_limit = 100;
    k->printed.day = 100;
    fits_pages(t, more, page);
    k->settings.printer_off = true;
    fits_pages(t, more, page);
    k->settings = settings_default();
    k->printed = (struct printed){ .meeting = 123, .sheets = 50 };
}

static void try_organiser(struct trial *t)
{
    struct machine *k = &t->model.machine;
    int *page = &t->model.organiser.page;
    t->model.screen = SCREEN_ORGANISER;
    for (int i = 0; i < t->model.deck->card_count; i++) /* 0, 3, 6 … answers: all kinds of lines */
        k->published[i] = (struct tally){ .total = (uint32_t)i * 3,
            .element = { (uint32_t)i, (uint32_t)i, (uint32_t)i },
            .choice = { (uint32_t)i, (uint32_t)i, (uint32_t)i } };
    try_sticks(t, "organiser.more");
    try_printers(t, "organiser.more");
    k->set_aside = k->safe_start = k->content_trouble = k->practice = true;
    k->store_trouble = ERR_FULL;
    k->health = (struct health){ .known = true,
        .knows_temperature = true,
        .temperature_c = 99,
        .knows_power = true,
        .under_voltage = true };
    fits_pages(t, "organiser.more", page);
    k->health.on_reserve = true;
    fits_pages(t, "organiser.more", page);
    k->set_aside = k->safe_start = k->content_trouble = k->practice = false;
    k->store_trouble = ERR_NONE;
    k->health = (struct health){ 0 };
    memset(k->published, 0, sizeof k->published);
}

static void try_import(struct trial *t)
{
    struct import *import = &t->model.organiser.import;
    static const char where[] = "cards/een-verhaal-met-een-lange-naam.nl.md:12";
    static const char what[] = "The first choice is longer than 60 letters. Make it shorter.";
    t->model.screen = SCREEN_IMPORT;
    for (int state = IMPORT_NONE; state <= IMPORT_INSTALLED; state++) {
        *import = (struct import){
            .state = (enum import_state)state, .cards = 42, .decks = 23, .fault_count = 88
        };
        bool lines = state == IMPORT_FAULTS || state == IMPORT_READY;
        for (int i = 0; lines && i < IMPORT_LINES; i++) {
            memcpy(import->lines[i].title, where, sizeof where);
            memcpy(import->lines[i].text, what, sizeof what);
            import->line_count = i + 1;
        }
        fits_pages(t, "import.more", &t->model.organiser.page);
    }
    static const enum err_code codes[] = { ERR_FULL, ERR_GONE, ERR_FILE };
    *import = (struct import){ .state = IMPORT_FAILED };
    for (size_t i = 0; i < COUNT_OF(codes); i++) {
        import->code = codes[i];
        fits_pages(t, "import.more", &t->model.organiser.page);
    }
    *import = (struct import){ 0 };
}

static void try_printer(struct trial *t)
{
    static const char what[] = "Hewlett-Packard LaserJet Professional";
    struct organiser *o = &t->model.organiser;
    t->model.screen = SCREEN_PRINTER;
    o->printers.count = PRINTERS_MOST;
    for (int i = 0; i < PRINTERS_MOST; i++) {
        memcpy(o->printers.list[i].what, what, sizeof what);
        o->printers.list[i].fresh = i % 2 == 1;
    }
    o->printer = (struct printer_report){
        .known = true, .ink_percent = 100, .ink_low = true, .paper = PAPER_10X15
    };
    memcpy(o->printer.what, what, sizeof what);
    try_printers(t, "printer.more");
    for (int paper = PAPER_AUTOMATIC; paper < PAPER_KIND_COUNT; paper++) {
        t->model.machine.settings.paper = paper;
        fits_pages(t, "printer.more", &o->page);
    }
    t->model.machine.settings = settings_default();
    o->printers.count = 0;
    o->printer = (struct printer_report){ 0 };
}

static void try_report(struct trial *t)
{
    struct handout_news *h = &t->model.organiser.handout;
    t->model.screen = SCREEN_REPORT;
    for (int state = PRINT_NONE; state <= PRINT_FAILED; state++) {
        *h = (struct handout_news){ HANDOUT_REPORT, (enum print_state)state, ERR_NONE };
        fits_pages(t, "report.more", &t->model.organiser.page);
    }
    *h = (struct handout_news){ 0 };
    t->model.machine.printer = PRINTER_NONE;
    fits_pages(t, "report.more", &t->model.organiser.page);
    t->model.machine.printer = PRINTER_READY;
}

void fits_machine(struct trial *t)
{
    try_organiser(t);
    t->model.screen = SCREEN_STICK;
    try_sticks(t, "stick.more");
    try_import(t);
    try_printer(t);
    try_report(t);
}
