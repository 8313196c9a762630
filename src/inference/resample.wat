;; The two passes of resample.ts, on vectors of 128 bits: the same whole numbers, and so the same bytes.
;; `npm run make:wasm` writes resampleWasm.ts of it. Vectors reach some bytes beyond the last pixel: callers leave 16 free.
(module
  (memory (export "memory") 1)

  ;; Resizes rows in width. A pixel is three sums in one vector, whose fourth is not used.
  (func (export "columns")
    (param $source i32) (param $stride i32) (param $rows i32)
    (param $first i32) (param $count i32) (param $weights i32) (param $size i32) (param $width i32) (param $to i32)
    (local $x i32) (local $from i32) (local $weight i32) (local $end i32) (local $sum v128)
    (block $done
      (loop $nextRow
        (br_if $done (i32.eqz (local.get $rows)))
        (local.set $x (i32.const 0))
        (loop $nextPixel
          (local.set $sum (v128.const i32x4 2097152 2097152 2097152 2097152))
          (local.set $from
            (i32.add (local.get $source)
              (i32.mul (i32.const 3)
                (i32.load (i32.add (local.get $first) (i32.shl (local.get $x) (i32.const 2)))))))
          (local.set $weight
            (i32.add (local.get $weights)
              (i32.shl (i32.mul (local.get $x) (local.get $size)) (i32.const 2))))
          (local.set $end
            (i32.add (local.get $weight)
              (i32.shl
                (i32.load (i32.add (local.get $count) (i32.shl (local.get $x) (i32.const 2))))
                (i32.const 2))))
          (loop $nextTap
            (local.set $sum
              (i32x4.add (local.get $sum)
                (i32x4.mul
                  (i32x4.extend_low_i16x8_u (i16x8.extend_low_i8x16_u (v128.load32_zero (local.get $from))))
                  (v128.load32_splat (local.get $weight)))))
            (local.set $from (i32.add (local.get $from) (i32.const 3)))
            (local.set $weight (i32.add (local.get $weight) (i32.const 4)))
            (br_if $nextTap (i32.lt_u (local.get $weight) (local.get $end))))
          (local.set $sum (i32x4.shr_s (local.get $sum) (i32.const 22)))
          (local.set $sum (i16x8.narrow_i32x4_s (local.get $sum) (local.get $sum)))
          (v128.store32_lane 0 (local.get $to) (i8x16.narrow_i16x8_u (local.get $sum) (local.get $sum)))
          (local.set $to (i32.add (local.get $to) (i32.const 3)))
          (local.set $x (i32.add (local.get $x) (i32.const 1)))
          (br_if $nextPixel (i32.lt_u (local.get $x) (local.get $width))))
        (local.set $source (i32.add (local.get $source) (local.get $stride)))
        (local.set $rows (i32.sub (local.get $rows) (i32.const 1)))
        (br $nextRow))))

  ;; Resizes rows of bytes in height, sixteen at once.
  (func (export "rows")
    (param $source i32) (param $stride i32) (param $height i32) (param $top i32)
    (param $first i32) (param $count i32) (param $weights i32) (param $size i32) (param $to i32)
    (local $y i32) (local $x i32) (local $from i32) (local $start i32) (local $weight i32) (local $begin i32)
    (local $end i32) (local $bytes v128) (local $half v128) (local $by v128)
    (local $a v128) (local $b v128) (local $c v128) (local $d v128)
    (block $done
      (loop $nextRow
        (br_if $done (i32.ge_u (local.get $y) (local.get $height)))
        (local.set $start
          (i32.add (local.get $source)
            (i32.mul (local.get $stride)
              (i32.sub
                (i32.load (i32.add (local.get $first) (i32.shl (local.get $y) (i32.const 2))))
                (local.get $top)))))
        (local.set $begin
          (i32.add (local.get $weights) (i32.shl (i32.mul (local.get $y) (local.get $size)) (i32.const 2))))
        (local.set $end
          (i32.add (local.get $begin)
            (i32.shl
              (i32.load (i32.add (local.get $count) (i32.shl (local.get $y) (i32.const 2))))
              (i32.const 2))))
        (local.set $x (i32.const 0))
        (loop $nextBytes
          (local.set $a (v128.const i32x4 2097152 2097152 2097152 2097152))
          (local.set $b (local.get $a))
          (local.set $c (local.get $a))
          (local.set $d (local.get $a))
          (local.set $from (i32.add (local.get $start) (local.get $x)))
          (local.set $weight (local.get $begin))
          (loop $nextTap
            (local.set $bytes (v128.load (local.get $from)))
            (local.set $by (v128.load32_splat (local.get $weight)))
            (local.set $half (i16x8.extend_low_i8x16_u (local.get $bytes)))
            (local.set $a
              (i32x4.add (local.get $a) (i32x4.mul (i32x4.extend_low_i16x8_u (local.get $half)) (local.get $by))))
            (local.set $b
              (i32x4.add (local.get $b) (i32x4.mul (i32x4.extend_high_i16x8_u (local.get $half)) (local.get $by))))
            (local.set $half (i16x8.extend_high_i8x16_u (local.get $bytes)))
            (local.set $c
              (i32x4.add (local.get $c) (i32x4.mul (i32x4.extend_low_i16x8_u (local.get $half)) (local.get $by))))
            (local.set $d
              (i32x4.add (local.get $d) (i32x4.mul (i32x4.extend_high_i16x8_u (local.get $half)) (local.get $by))))
            (local.set $from (i32.add (local.get $from) (local.get $stride)))
            (local.set $weight (i32.add (local.get $weight) (i32.const 4)))
            (br_if $nextTap (i32.lt_u (local.get $weight) (local.get $end))))
          (v128.store (i32.add (local.get $to) (local.get $x))
            (i8x16.narrow_i16x8_u
              (i16x8.narrow_i32x4_s
                (i32x4.shr_s (local.get $a) (i32.const 22)) (i32x4.shr_s (local.get $b) (i32.const 22)))
              (i16x8.narrow_i32x4_s
                (i32x4.shr_s (local.get $c) (i32.const 22)) (i32x4.shr_s (local.get $d) (i32.const 22)))))
          (local.set $x (i32.add (local.get $x) (i32.const 16)))
          (br_if $nextBytes (i32.lt_u (local.get $x) (local.get $stride))))
        (local.set $to (i32.add (local.get $to) (local.get $stride)))
        (local.set $y (i32.add (local.get $y) (i32.const 1)))
        (br $nextRow)))))
