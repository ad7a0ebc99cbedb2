/* A QR code as a plain bitmap: made by documents/, drawn by ui/. */
#ifndef CORE_QR_H
#define CORE_QR_H

#include <stdint.h>

enum { QR_SIDE_MAX = 97 }; /* version 20; 858 bytes at the lowest correction level */

struct qr {
    int side; /* modules; 0: none */
    uint8_t dark[QR_SIDE_MAX * QR_SIDE_MAX]; /* row by row, 1 is dark */
};

#endif
