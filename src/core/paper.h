/* Paper that a card can be printed on. Sizes in hundredths of a millimetre, as CUPS counts. */
#ifndef CORE_PAPER_H
#define CORE_PAPER_H

enum paper_kind { PAPER_A6, PAPER_A5, PAPER_A4, PAPER_10X15, PAPER_ROLL_80, PAPER_KIND_COUNT };

struct paper {
    enum paper_kind kind;
    int width, length; /* as loaded, portrait; a roll's length is what the card needs */
    int margin; /* that the printer leaves white on each side; at least 0 */
};

#endif
