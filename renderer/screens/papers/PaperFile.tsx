// A paper that is a PDF: drawn as it is, and what its QR code is good for.
import { useEffect, useState } from 'react'
import type { Paper } from '../../../preload/shapes/papers.ts'
import { FailureNotice } from '../../components/FailureNotice.tsx'
import { Part } from '../../components/Page.tsx'
import { PdfView } from '../../pdf/PdfView.tsx'
import { useText } from '../../text/TextContext.tsx'
import { failureOf, useCall } from '../../useWallet.ts'
import { PaperCode } from './PaperCode.tsx'

export function PaperFile({ paper: { id, name } }: { paper: Paper }) {
  const { text, language } = useText()
  const { state, run } = useCall(window.wallet.papers.content)
  useEffect(() => void run({ id }), [run, id])
  const bytes = state.step === 'done' ? state.value.bytes : undefined
  const code = useCode(bytes)
  const failure = failureOf(state)
  return (
    <>
      {code !== undefined && <PaperCode code={code} />}
      <Part title={text.papers.pdf}>
        {failure !== undefined && <FailureNotice failure={failure} level={3} />}
        {bytes !== undefined && (
          <PdfView name={name[language]} base64={bytes} onEnd={() => undefined} onBroken={() => undefined} />
        )}
      </Part>
    </>
  )
}

/** The QR code of that PDF, once it is found. */
function useCode(base64: string | undefined): string | undefined {
  const [code, setCode] = useState<string>()
  useEffect(() => {
    if (base64 === undefined) return
    const ended = new AbortController()
    void import('../../pdf/readCode.ts')
      .then(({ readCode }) => readCode(base64, ended.signal))
      .then((found) => {
        if (!ended.signal.aborted) setCode(found)
      })
    return () => ended.abort()
  }, [base64])
  return code
}
