// Pictures of our own that a person can choose as their mark: white shapes with details in the person's colour, 48 × 48. The
// name always stands beside a mark, and a choice of drawings names them, so that none is read out.
import type { ReactNode } from 'react'
import type { PersonDrawing } from '../../preload/shapes/people.ts'

const own = 'var(--person)'

/** Fill in the person's colour. */
const Detail = ({ d }: { d: string }) => <path d={d} fill={own} />
/** A line in the person's colour. */
const Line = ({ d }: { d: string }) => (
  <path d={d} fill="none" stroke={own} strokeWidth="2" strokeLinecap="round" strokeLinejoin="round" />
)
const Eyes = ({ y, apart = 6 }: { y: number; apart?: number }) => (
  <>
    <circle cx={24 - apart} cy={y} r="2" fill={own} />
    <circle cx={24 + apart} cy={y} r="2" fill={own} />
  </>
)
const rays = Array.from({ length: 8 }, (_, index) => index * 45)

const drawings: Readonly<Record<PersonDrawing, ReactNode>> = {
  cat: (
    <>
      <path d="M10 7l8 6.5a20 20 0 0 1 12 0L38 7v18c0 8-6 14-14 14S10 33 10 25z" />
      <Eyes y={23} />
      <Detail d="M21.5 28h5L24 31z" />
      <Line d="M12 27l5 1M12 32l5-1M36 27l-5 1M36 32l-5-1M24 31v2" />
    </>
  ),
  dog: (
    <>
      <path d="M24 9c9 0 14 6 14 15S32 40 24 40 10 33 10 24 15 9 24 9z" />
      <path d="M15 10C7 9 4 20 7 30c5 1 8-6 9-14z" stroke={own} strokeWidth="2" strokeLinejoin="round" />
      <path d="M33 10c8-1 11 10 8 20-5 1-8-6-9-14z" stroke={own} strokeWidth="2" strokeLinejoin="round" />
      <Eyes y={22} apart={5} />
      <Detail d="M20.5 28c0-2 7-2 7 0s-2 3.5-3.5 3.5-3.5-1.5-3.5-3.5z" />
      <Line d="M24 31v3M20 35c2 1.5 6 1.5 8 0" />
    </>
  ),
  rabbit: (
    <>
      <ellipse cx="17" cy="13" rx="4.5" ry="11" transform="rotate(-9 17 13)" />
      <ellipse cx="31" cy="13" rx="4.5" ry="11" transform="rotate(9 31 13)" />
      <circle cx="24" cy="30" r="13" />
      <ellipse cx="17" cy="12" rx="1.5" ry="6" transform="rotate(-9 17 12)" fill={own} />
      <ellipse cx="31" cy="12" rx="1.5" ry="6" transform="rotate(9 31 12)" fill={own} />
      <Eyes y={28} apart={5} />
      <Detail d="M22 32h4l-2 2.5z" />
      <Line d="M24 34v3" />
    </>
  ),
  bear: (
    <>
      <circle cx="12.5" cy="14" r="6" />
      <circle cx="35.5" cy="14" r="6" />
      <circle cx="24" cy="26" r="15" />
      <circle cx="12.5" cy="14" r="2.5" fill={own} />
      <circle cx="35.5" cy="14" r="2.5" fill={own} />
      <Eyes y={23} />
      <ellipse cx="24" cy="31.5" rx="6.5" ry="5" fill="none" stroke={own} strokeWidth="2" />
      <Detail d="M21 29.5h6L24 33z" />
    </>
  ),
  bird: (
    <>
      <path d="M12 22L4 16l1 15 8 1z" />
      <circle cx="24" cy="25" r="13" />
      <path d="M36 19l8 4-8 4z" />
      <circle cx="30" cy="20" r="2.2" fill={own} />
      <Detail d="M14 25c4 9 13 9 16 1-5 3-11 2.5-16-1z" />
      <path d="M21 37v6M27 37v6" fill="none" stroke="currentColor" strokeWidth="2.5" strokeLinecap="round" />
    </>
  ),
  fish: (
    <>
      <ellipse cx="21" cy="24" rx="16" ry="11" />
      <path d="M33 24l11-9v18z" />
      <circle cx="13" cy="21" r="2.2" fill={own} />
      <Line d="M21 16c3 5 3 11 0 16M28 20c1.5 2.5 1.5 5.5 0 8" />
    </>
  ),
  tulip: (
    <>
      <path d="M13 7c4 1 6 4 7 6 1-3 2-5 4-7 2 2 3 4 4 7 1-2 3-5 7-6 3 12-2 20-11 20S10 19 13 7z" />
      <path d="M24 25v18" fill="none" stroke="currentColor" strokeWidth="3" strokeLinecap="round" />
      <path d="M23 42c-8 0-12-4-12-10 7 0 12 3 12 10zM25 42c8 0 12-4 12-10-7 0-12 3-12 10z" />
      <Line d="M20 14c0 4 1 6 4 8M28 14c0 4-1 6-4 8" />
    </>
  ),
  tree: (
    <>
      <path d="M21 30h6v13h-6z" />
      <path d="M24 4l11 14h-5l9 14H9l9-14h-5z" strokeLinejoin="round" />
      <circle cx="24" cy="14" r="1.8" fill={own} />
      <circle cx="19" cy="25" r="1.8" fill={own} />
      <circle cx="29" cy="27" r="1.8" fill={own} />
    </>
  ),
  clover: (
    <>
      <path d="M25 24c1 8 3 14 8 19" fill="none" stroke="currentColor" strokeWidth="3" strokeLinecap="round" />
      <circle cx="16.5" cy="15.5" r="8" />
      <circle cx="31.5" cy="15.5" r="8" />
      <circle cx="16.5" cy="29.5" r="8" />
      <circle cx="31.5" cy="29.5" r="8" />
      <path d="M16 15h16v15H16z" />
      <Line d="M24 22.5l-7-7M24 22.5l7-7M24 22.5l-7 7M24 22.5l7 7" />
    </>
  ),
  sun: (
    <>
      {rays.map((turn) => (
        <path
          key={turn}
          d="M24 9V4"
          transform={`rotate(${turn} 24 24)`}
          stroke="currentColor"
          strokeWidth="4"
          strokeLinecap="round"
        />
      ))}
      <circle cx="24" cy="24" r="11.5" />
      <Eyes y={22} apart={4} />
      <Line d="M19.5 27c2.5 3 6.5 3 9 0" />
    </>
  ),
  boat: (
    <>
      <path d="M22 5v25H8z" />
      <path d="M26 11v19h13z" />
      <path d="M6 33h36l-6 10H12z" />
      <Line d="M13 38c2-1.5 4-1.5 6 0s4 1.5 6 0 4-1.5 6 0 3 1.2 4 .5" />
    </>
  ),
  umbrella: (
    <>
      <path d="M24 7c11 0 18 7 19 18-3-3-7-3-9.5 0-2.5-3-7-3-9.5 0-2.5-3-7-3-9.5 0-2.5-3-6.5-3-9.5 0C6 14 13 7 24 7z" />
      <path
        d="M24 4v3M24 24v13a4.5 4.5 0 0 0 9 0"
        fill="none"
        stroke="currentColor"
        strokeWidth="3"
        strokeLinecap="round"
      />
      <Line d="M24 8c-5 4-8 9-9 15M24 8c5 4 8 9 9 15" />
    </>
  ),
}

export function Drawing({ name }: { name: PersonDrawing }) {
  return (
    <svg viewBox="0 0 48 48" fill="currentColor" aria-hidden="true" focusable="false">
      {drawings[name]}
    </svg>
  )
}
