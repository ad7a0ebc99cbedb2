#include "photo.h"

#include "base/hash.h"

struct model photo_model(const struct model *whole, enum screen_id screen, int card)
{
    struct model m = *whole;
    m.screen = screen;
    m.visit.card = card;
    m.visit.element = ELEMENT_ETHICS;
    m.visit.choice = CHOICE_A;
    m.visit.answered[card] = (struct answered){
        .done = screen != SCREEN_ELEMENT, .element = ELEMENT_ETHICS, .choice = CHOICE_A
    };
    m.plenary.on = true;
    m.plenary.card = card;
    return m;
}

uint64_t photo_of(struct look *l, const struct model *whole, enum screen_id screen, int card)
{
    uint64_t hash = HASH_START;
    for (int p = 0; p < FITS_PANELS; p += 2)
        for (int page = 0; page < 4; page++) {
            struct model m = photo_model(whole, screen, card);
            m.organiser.page = page;
            m.visit.group_page = page % 2;
            m.visit.language = page / 2;
            look_at(l, &m, &fits_panels[p]);
            uint64_t picture = draw_hash(&l->draw);
            hash = hash_bytes(hash, &picture, sizeof picture);
        }
    return hash;
}
