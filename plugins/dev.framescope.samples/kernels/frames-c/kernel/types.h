#ifndef TYPES_H
#define TYPES_H

typedef unsigned char uint8;
typedef unsigned int uint32;
typedef unsigned long usize;

#endif
